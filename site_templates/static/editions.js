// Which edition a result is of, beside the day that a query asks of: whether that is asked. What tells it is loaded then.
// Needs late.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const told = () => kb.late("editionsTold", "days");

  function asOfThen(read, first, data, today) {
    return read.day ? told().asOfThen(read, first, data, today) : read;
  }

  function outOfForceBeside(read, order, data) {
    return read.day ? told().outOfForceBeside(read, order, data) : [];
  }

  function noneThen(read, beside, data) {
    return beside.length ? told().noneThen(read, beside, data) : read;
  }

  function toldOutOfForce(read, beside, data) {
    return beside.map((one) => told().toldOutOfForce(read, one, "", data));
  }

  function datedValue(document, read, today, data) {
    return read.day || read.undated ? told().datedValue(document, read, today, data) : document.value;
  }

  function onEditions(read, first, data, today, earlier) {
    return read.day ? told().onEditions(read, first, data, today, earlier) : [];
  }

  function isBefore(read, document, data) {
    return read.day !== "" && told().isBefore(read, document, data);
  }

  // Whether a section was not in force on the day asked of.
  function isOutOfForce(read, document, data) {
    return read.day !== "" && told().isOutOfForce(read, document, data);
  }

  function ruleBefore(read, order, data) {
    return read.day && order.length ? kb.late("ruleBehind", "days").ruleBefore(read, order, data) : undefined;
  }

  function onEffective(read, document, first, data) {
    return asksSince(read, document.effective) ? told().onEffective(read, document, first, data) : [];
  }

  // Whether a query asks since when an entry with an effective date, or with none, holds.
  function asksSince(read, effective) {
    const isChanged = read.asks.some(({ key }) => key === "changes");
    return Boolean(read.asksEffective || ((read.asksNewest || isChanged) && effective));
  }

  function whenOf({ day, lastDay }) {
    return day === lastDay ? day : `${day} to ${lastDay}`;
  }

  // The time asked of behind its word: on 2026-03-01, from 2026-01-01 to 2026-12-31.
  function ofTime(read) {
    return `${read.day === read.lastDay ? "on" : "from"} ${whenOf(read)}`;
  }

  kb.editions = { ofTime, whenOf, asksSince, asOfThen, outOfForceBeside, noneThen, toldOutOfForce, datedValue, onEditions, onEffective, isBefore, isOutOfForce, ruleBefore };
})();
