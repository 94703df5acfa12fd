// On a narrow screen tabs are longer than it: the one whose page this is stands where it can be seen.
for (const tabs of document.querySelectorAll(".tabs")) {
  const here = tabs.querySelector("[aria-current]");
  if (here) tabs.scrollLeft = here.offsetLeft + here.offsetWidth - tabs.offsetLeft - tabs.clientWidth + 1; // widths are rounded
}
