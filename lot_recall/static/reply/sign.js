/** A signature drawn on the reply page. Without scripts, or left empty, the name that was typed stands for it. */

const element = (name) => document.getElementById(`sign_${name}`);
const canvas = element("canvas");
const pen = canvas.getContext("2d");
let isDrawn = false;

function point(event) {
    const box = canvas.getBoundingClientRect();
    const [across, down] = [event.clientX - box.left, event.clientY - box.top];
    return [(across * canvas.width) / box.width, (down * canvas.height) / box.height];
}

canvas.addEventListener("pointerdown", (event) => {
    pen.lineWidth = 4;
    pen.lineCap = pen.lineJoin = "round";
    pen.beginPath();
    pen.moveTo(...point(event));
});

canvas.addEventListener("pointermove", (event) => {
    if (event.buttons) {
        pen.lineTo(...point(event));
        pen.stroke();
        isDrawn = true;
    }
});

element("clear").addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    isDrawn = false;
});

canvas.closest("form").addEventListener("submit", () => {
    element("image").value = isDrawn ? canvas.toDataURL("image/png") : "";
});

element("panel").hidden = false;
