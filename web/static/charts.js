// Targets of one metric in one unit as charts. The table below says the same; where the library is
// not set up, or nothing can be compared, it stands alone.

const root = getComputedStyle(document.documentElement);
const colour = (name) => root.getPropertyValue(name).trim();
const COLOURS = ["--agency", "--indicator", "--citation", "--location", "--deadline", "--muted"];
const DASHES = ["solid", "dashed", "dotted"];
const SYMBOLS = ["circle", "rect", "triangle", "diamond"];

const told = (point, unit) => `${point.sign} ${point.value}${unit}`;

function common(unit) {
  const words = { color: colour("--ink"), fontFamily: colour("--sans"), fontSize: 13 };
  return {
    animation: false,
    textStyle: words,
    aria: { enabled: false }, // the element says what it shows
    tooltip: {
      renderMode: "richText",
      confine: true,
      backgroundColor: colour("--raised"),
      borderColor: colour("--line-strong"),
      textStyle: words,
      formatter: ({ name, seriesName, data }) =>
        `${seriesName || name} ${data.year ?? ""} ${told(data, unit)}`,
    },
  };
}

const valueAxis = (unit) => ({
  type: "value",
  name: unit,
  axisLabel: { color: colour("--muted") },
  nameTextStyle: { color: colour("--muted"), align: "right" },
  splitLine: { lineStyle: { color: colour("--line") } },
});
const nameAxis = (names, more) => ({
  type: "category",
  data: names,
  axisLabel: { color: colour("--ink") },
  axisLine: { lineStyle: { color: colour("--line-strong") } },
  axisTick: { show: false },
  ...more,
});

function bars({ bars: points, unit }) {
  const names = points.map((point) => point.name);
  const label = { show: true, position: "right", color: colour("--ink") };
  return {
    ...common(unit),
    grid: { left: 8, right: 96, top: 8, bottom: 24, containLabel: true },
    xAxis: valueAxis(""),
    yAxis: nameAxis(names, { inverse: true, axisLabel: { color: colour("--ink"), interval: 0, width: 150, overflow: "truncate" } }),
    series: [
      {
        type: "bar",
        data: points,
        barMaxWidth: 18,
        itemStyle: { color: colour("--accent") },
        label: { ...label, formatter: ({ data }) => told(data, unit) },
      },
    ],
  };
}

function lines({ lines: series, years, unit }) {
  return {
    ...common(unit),
    legend: { type: "scroll", bottom: 0, textStyle: { color: colour("--ink") } },
    grid: { left: 8, right: 24, top: 32, bottom: 40, containLabel: true },
    xAxis: nameAxis(years),
    yAxis: { ...valueAxis(unit), scale: true },
    series: series.map(({ name, points }, order) => ({
      name,
      type: "line",
      data: years.map((year) => points.find((point) => point.year === year) ?? null),
      connectNulls: true,
      symbol: SYMBOLS[order % SYMBOLS.length],
      symbolSize: 9,
      color: colour(COLOURS[order % COLOURS.length]),
      lineStyle: { type: DASHES[Math.floor(order / COLOURS.length) % DASHES.length] },
      label: { show: series.length < 4, formatter: ({ data }) => told(data, unit), color: colour("--ink") },
    })),
  };
}

function draw(place, data) {
  place.closest("figure").hidden = false;
  const kind = place.dataset.chart;
  const height = place.clientHeight; // what the page has kept free
  place.replaceChildren();
  const chart = echarts.init(place, null, { renderer: "svg", height });
  chart.setOption(kind === "bars" ? bars(data) : lines(data));
  chart.on("click", ({ data: point }) => location.assign(point.address));
  new ResizeObserver(() => chart.resize({ height })).observe(place);
  const drawn = kind === "bars" ? [data.bars] : data.lines.map((line) => line.points);
  place.dataset.drawn = drawn.flat().length;
}

if (window.echarts) {
  const data = JSON.parse(document.getElementById("chart-data").textContent);
  for (const place of document.querySelectorAll("[data-chart]")) draw(place, data);
} else {
  for (const figure of document.querySelectorAll("figure:has([data-chart])")) figure.remove();
}
