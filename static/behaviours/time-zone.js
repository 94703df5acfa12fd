// select[data-guess-time-zone] begins with the time zone the browser lives in.
for (const select of document.querySelectorAll("select[data-guess-time-zone]")) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = [...select.options].some((option) => option.value === here);
  if (known) select.value = here;
}
