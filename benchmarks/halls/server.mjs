// The peer: one room of Node's socket.io, where a word is told to everybody in it.
import { Server } from "socket.io";

const io = new Server(Number(process.argv[2]), { transports: ["websocket"], serveClient: false });
let id = 0;

io.on("connection", (socket) => {
  socket.join("hall");
  socket.on("say", (facts) => {
    id += 1;
    io.to("hall").emit("said", { id, room: "hall", by: "ada", ...facts });
  });
});
