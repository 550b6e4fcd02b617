import { type Deadline, Flight } from './flight.ts';

/** Work under way, by name: whoever asks for the same thing meanwhile waits for the same result. */
export class SharedFlights<Result> {
  readonly #flights = new Map<string, Flight<Result>>();
  readonly #deadline: Deadline;

  constructor(deadline: Deadline) {
    this.#deadline = deadline;
  }

  /** Joins the work of that name, or begins it. */
  join(name: string, work: (signal: AbortSignal) => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    const present = this.#flights.get(name);
    if (present !== undefined && !present.isLost) return present.join(signal);
    const flight = new Flight(work, this.#deadline);
    this.#flights.set(name, flight);
    flight.onEnd(() => {
      if (this.#flights.get(name) === flight) this.#flights.delete(name);
    });
    return flight.join(signal);
  }
}
