import "./kit/tokens.css";
import "./kit/base.css";
import { mount } from "svelte";
import { token } from "./api/call";
import App from "./app/App.svelte";

token(); // before anything reads the address
const target = document.getElementById("app");
if (target) mount(App, { target });
