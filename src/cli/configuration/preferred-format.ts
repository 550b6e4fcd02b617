import { CommandFailure } from '../command-failure.ts';
import type { Environment } from '../environment.ts';
import { type Format, formats } from '../frame/formats.ts';
import { configurationPath, readConfiguration } from './configuration-file.ts';

function checkFormat(where: string, text: string): Format {
  const format = formats.find((each) => each === text);
  if (format !== undefined) return format;
  throw new CommandFailure(`${where}: found ${JSON.stringify(text)}; accepted: ${formats.join(', ')}`);
}

/**
 * The format that the environment names, otherwise the configuration file.
 *
 * @throws CommandFailure if it is none
 */
export async function findPreferredFormat(environment: Environment): Promise<Format | undefined> {
  const named = environment.GRANTRY_OUTPUT_FORMAT;
  if (named) return checkFormat('GRANTRY_OUTPUT_FORMAT', named);
  const { outputFormat } = await readConfiguration(environment);
  return outputFormat === undefined ? undefined : checkFormat(`output_format in ${configurationPath(environment)}`, outputFormat);
}
