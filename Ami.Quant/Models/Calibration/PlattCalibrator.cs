namespace Ami.Quant.Models.Calibration;

/// <summary>
/// Platt's (1999) sigmoid, applied to the model's log-odds: <c>σ(slope · logit(p) + offset)</c>. Slope 1 and offset 0 leave
/// probabilities as they are; a slope below 1 tells of an over-confident model. Fitted with Platt's smoothed targets by the
/// Newton method of Lin, Lin &amp; Weng (2007).
/// </summary>
public sealed class PlattCalibrator : ICalibrator
{
    private const int MostSteps = 100;
    private const double Margin = 1e-12;

    private PlattCalibrator(double slope, double offset)
    {
        Slope = slope;
        Offset = offset;
    }

    /// <summary>Factor on the log-odds, at least 0.</summary>
    public double Slope { get; }

    /// <summary>Shift of the log-odds.</summary>
    public double Offset { get; }

    /// <summary>Fits slope and offset by maximum likelihood; a slope below 0 is replaced by 0, so that ranks are never turned round.</summary>
    /// <param name="probabilities">The model's, in [0, 1].</param>
    /// <param name="labels">0 or 1.</param>
    /// <param name="weights">Positive; empty means 1 each.</param>
    public static PlattCalibrator Fit(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        CalibrationSamples.Check(probabilities, labels, weights);
        var n = labels.Length;
        var (x, w) = (new double[n], new double[n]);
        double ones = 0,
            zeros = 0;
        for (var i = 0; i < n; i++)
        {
            x[i] = LogOdds(probabilities[i]);
            w[i] = weights.IsEmpty ? 1 : weights[i];
            if (labels[i] == 1)
            {
                ones += w[i];
            }
            else
            {
                zeros += w[i];
            }
        }

        // Platt's targets: the class's posterior mean under a uniform prior, so that certainty needs infinitely many samples.
        double high = (ones + 1) / (ones + 2),
            low = 1 / (zeros + 2);
        var t = new double[n];
        for (var i = 0; i < n; i++)
        {
            t[i] = labels[i] == 1 ? high : low;
        }

        var (slope, offset) = Newton(x, t, w, 0, Math.Log((ones + 1) / (zeros + 1)), slopeIsFree: true);
        if (slope < 0)
        {
            (slope, offset) = Newton(x, t, w, 0, offset, slopeIsFree: false);
        }

        return new PlattCalibrator(slope, offset);
    }

    /// <inheritdoc/>
    public double Calibrate(double probability) => Sigmoid(Slope * LogOdds(probability) + Offset);

    /// <inheritdoc/>
    public byte[] Save()
    {
        var writer = new ModelWriter();
        writer.Write(Slope);
        writer.Write(Offset);
        return ModelFormat.Seal(ModelKind.Platt, writer);
    }

    /// <summary>Reads a saved calibrator.</summary>
    /// <exception cref="InvalidDataException">Not one, damaged, or of another version.</exception>
    public static PlattCalibrator Load(ReadOnlySpan<byte> bytes)
    {
        var reader = ModelFormat.Open(bytes, ModelKind.Platt);
        var calibrator = new PlattCalibrator(reader.Double(), reader.Double());
        reader.End();
        return calibrator;
    }

    private static (double Slope, double Offset) Newton(double[] x, double[] t, double[] w, double slope, double offset, bool slopeIsFree)
    {
        var current = Loss(x, t, w, slope, offset);
        for (var step = 0; step < MostSteps; step++)
        {
            double g0 = 0,
                g1 = 0,
                h00 = 1e-12,
                h01 = 0,
                h11 = 1e-12;
            for (var i = 0; i < x.Length; i++)
            {
                var p = Sigmoid(slope * x[i] + offset);
                double g = w[i] * (p - t[i]),
                    h = w[i] * p * (1 - p);
                g0 += g;
                h00 += h;
                if (!slopeIsFree)
                {
                    continue;
                }

                g1 += g * x[i];
                h01 += h * x[i];
                h11 += h * x[i] * x[i];
            }

            if (Math.Abs(g0) + Math.Abs(g1) < 1e-9)
            {
                break;
            }

            var determinant = h00 * h11 - h01 * h01;
            double stepOffset = -(h11 * g0 - h01 * g1) / determinant,
                stepSlope = -(h00 * g1 - h01 * g0) / determinant;
            double share = 1,
                next;
            while ((next = Loss(x, t, w, slope + share * stepSlope, offset + share * stepOffset)) > current && share > 1e-10)
            {
                share /= 2;
            }

            if (next >= current)
            {
                break;
            }

            (slope, offset, current) = (slope + share * stepSlope, offset + share * stepOffset, next);
        }

        return (slope, offset);
    }

    private static double Loss(double[] x, double[] t, double[] w, double slope, double offset)
    {
        double loss = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var score = slope * x[i] + offset;
            // -t log σ(s) - (1-t) log(1 - σ(s)), written so that no exponential overflows.
            loss += w[i] * (Math.Max(score, 0) - t[i] * score + Math.Log(1 + Math.Exp(-Math.Abs(score))));
        }

        return loss;
    }

    private static double LogOdds(double p)
    {
        var inside = Math.Clamp(p, Margin, 1 - Margin);
        return Math.Log(inside / (1 - inside));
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
