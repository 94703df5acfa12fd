// How loud the microphone is, until another film is measured.
const BETWEEN = 80; // milliseconds

/** @param {MediaStream} film @param {() => boolean} lasts @param {(loud: number) => void} tell from 0 on */
export function measure(film, lasts, tell) {
  if (film.getAudioTracks().length === 0) return;
  const context = new AudioContext();
  const ear = context.createAnalyser();
  context.createMediaStreamSource(film).connect(ear);
  const wave = new Float32Array(ear.fftSize);
  const listen = () => {
    if (!lasts()) return context.close();
    ear.getFloatTimeDomainData(wave);
    tell(Math.sqrt(wave.reduce((sum, one) => sum + one * one, 0) / wave.length));
    setTimeout(listen, BETWEEN);
  };
  listen();
}
