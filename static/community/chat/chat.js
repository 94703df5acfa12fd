// Chat: the rooms, and the one room this page shows. What is on the line is joined anew after every break.
import { socket } from "../../behaviours/socket.js";
import { openConversation } from "./opening.js";
import "./rooms.js";
import { isShown } from "./room.js";

if (isShown) openConversation(socket);
