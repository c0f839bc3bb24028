/** The thread that computes a forecast. `prediction-cache.ts` starts it. */
import { parentPort, workerData } from 'node:worker_threads';
import { type PredictionInput, predictValue } from '../../metrics/prediction.ts';

parentPort?.postMessage(predictValue(workerData as PredictionInput));
