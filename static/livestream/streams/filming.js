// A camera's film on its way to the club: pieces that wait for each other, and begin anew when too many wait.
import { socket } from "../../behaviours/socket.js";

const SLICE = 200; // milliseconds
const MOST = 40; // pieces that wait: more, and the film begins anew
const LARGEST = 700_000; // bytes of a piece
/** What browsers can film, the cheapest for the club first. */
const SHAPES = [
  ["video/webm;codecs=h264,opus", "matroska"],
  ["video/mp4;codecs=avc1.42E01F,mp4a.40.2", "mp4"],
  ["video/mp4;codecs=avc1.42E01F,opus", "mp4"],
  ["video/webm;codecs=vp8,opus", "matroska"],
];

export const shape = window.MediaRecorder && SHAPES.find(([type]) => MediaRecorder.isTypeSupported(type));

/** @param {number} stream @param {(what: string, words?: string) => void} tell on, off, slow, trouble, refused, broken */
export function filmer(stream, tell) {
  let recorder = null;
  let waiting = [];
  let turn = 0;
  let source = null;
  let starting = false;

  async function begin(given) {
    source = given;
    if (starting) return;
    starting = true;
    halt();
    const mine = ++turn;
    const answer = await ask("stream.film", { stream, kind: shape[1] });
    starting = false;
    if (mine !== turn || !source) return;
    if (answer?.error) return tell("refused", answer.error);
    const [type] = shape;
    recorder = new MediaRecorder(source, {
      mimeType: type,
      videoBitsPerSecond: 2_500_000,
      audioBitsPerSecond: 128_000,
      videoKeyFrameIntervalDuration: 1000,
    });
    recorder.ondataavailable = ({ data }) => mine === turn && data.size > 0 && take(data, mine);
    recorder.onerror = () => mine === turn && tell("broken");
    try {
      recorder.start(SLICE);
    } catch {
      return tell("broken"); // a camera that has gone films nothing
    }
    tell("on");
  }

  function take(data, mine) {
    for (let at = 0; at < data.size; at += LARGEST) waiting.push(data.slice(at, at + LARGEST));
    if (waiting.length > MOST) {
      tell("slow");
      begin(source);
    } else if (waiting.length === 1) pump(mine);
  }

  async function pump(mine) {
    while (mine === turn && waiting.length > 0) {
      const answer = await ask("stream.piece", { stream, body: await waiting[0].arrayBuffer() });
      if (mine !== turn) return;
      if (answer?.error) return lost(answer.error);
      tell("trouble", answer?.trouble ?? "");
      waiting.shift();
    }
  }

  function lost(words) {
    halt();
    tell("trouble", words);
    if (source && socket.connected) setTimeout(() => source && !recorder && begin(source), 1500);
  }

  function halt() {
    turn += 1;
    waiting = [];
    if (recorder && recorder.state !== "inactive") recorder.stop();
    recorder = null;
  }

  /** An answer may never come where the line breaks. */
  function ask(event, facts) {
    return new Promise((answer) => {
      socket.timeout(15_000).emit(event, facts, (late, said) => answer(late ? { error: "" } : said));
    });
  }

  socket.on("disconnect", () => {
    halt();
    starting = false;
    if (source) tell("off");
  });
  socket.on("connect", () => source && begin(source));

  return {
    begin,
    rest() {
      source = null;
      const last = recorder;
      if (last && last.state !== "inactive") {
        last.onstop = () => setTimeout(() => socket.emit("stream.rest", { stream }), 500);
        last.stop();
      } else socket.emit("stream.rest", { stream });
      recorder = null;
    },
    isOn: () => Boolean(source),
  };
}
