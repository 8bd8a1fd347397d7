require("./style.css");
