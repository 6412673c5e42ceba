using System.Runtime.Intrinsics;
using Ami.Quant.Randomness;

namespace Ami.Quant.MonteCarlo;

/// <summary>
/// Returns drawn from history in blocks of random length, which keeps their distribution and their short-term dependence (volatility clusters).
/// Source: Politis, Romano (1994), "The stationary bootstrap", JASA 89. One step of the projection is one period of the history.
/// </summary>
public sealed class HistoricalBootstrap : ReturnModel
{
    private readonly double[] _logReturns;
    private readonly double _meanBlock;

    /// <summary>Draws from the returns of one asset or of a portfolio as a whole.</summary>
    /// <param name="returns">Simple returns per period, greater than −1, oldest first.</param>
    /// <param name="meanBlockLength">Mean length of a block, in periods, at least 1; 1 draws every period on its own.</param>
    /// <exception cref="ArgumentException">There are no returns, or one is −100 % or worse or not finite.</exception>
    public HistoricalBootstrap(ReadOnlySpan<double> returns, double meanBlockLength)
    {
        if (returns.IsEmpty)
        {
            throw new ArgumentException("There are no returns to draw from.", nameof(returns));
        }

        if (!(meanBlockLength >= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(meanBlockLength), meanBlockLength, "Blocks must be at least 1 long.");
        }

        _logReturns = new double[returns.Length];
        for (var i = 0; i < returns.Length; i++)
        {
            if (!(returns[i] > -1) || double.IsInfinity(returns[i]))
            {
                throw new ArgumentException($"Return {i} is {returns[i]}; it must be finite and above -1.", nameof(returns));
            }

            _logReturns[i] = Math.Log(1 + returns[i]);
        }

        _meanBlock = meanBlockLength;
    }

    /// <summary>Draws whole rows of asset returns, which keeps the correlation of the assets, for a portfolio rebalanced every period.</summary>
    /// <param name="returns">Simple returns, (periods, assets).</param>
    /// <param name="weights">Weights, one per asset.</param>
    /// <param name="meanBlockLength">Mean length of a block, in periods.</param>
    public static HistoricalBootstrap OfPortfolio(double[,] returns, ReadOnlySpan<double> weights, double meanBlockLength)
    {
        ArgumentNullException.ThrowIfNull(returns);
        if (returns.GetLength(1) != weights.Length)
        {
            throw new ArgumentException($"{returns.GetLength(1)} assets need as many weights, not {weights.Length}.", nameof(weights));
        }

        var portfolio = new double[returns.GetLength(0)];
        for (var t = 0; t < portfolio.Length; t++)
        {
            for (var i = 0; i < weights.Length; i++)
            {
                portfolio[t] += weights[i] * returns[t, i];
            }
        }

        return new HistoricalBootstrap(portfolio, meanBlockLength);
    }

    internal override Simulator Prepare(double stepsPerYear, double logFee) =>
        new Steps(Array.ConvertAll(_logReturns, r => r + logFee), (uint)Math.Min(uint.MaxValue, 4294967296.0 / _meanBlock));

    private sealed class Steps(double[] logReturns, uint newBlockBelow) : Simulator
    {
        internal override void LogGrowth(ulong seed, ulong firstPath, Span<double> growth)
        {
            var steps = growth.Length / Lanes;
            Span<int> position = stackalloc int[Lanes];
            position.Fill(-1);
            var low = Vector512.Create((ulong)(uint)firstPath) + NormalBlocks.Lanes;
            var high = Vector512.Create(firstPath >> 32);
            for (var t = 0; t < steps; t += 2)
            {
                var (w0, w1, w2, w3) = (low, Vector512.Create((ulong)(t / 2)), high, Vector512.Create((ulong)PathTag));
                Philox4x32.Blocks(ref w0, ref w1, ref w2, ref w3, seed);
                Draw(w0, w1, position, growth.Slice(t * Lanes, Lanes));
                if (t + 1 < steps)
                {
                    Draw(w2, w3, position, growth.Slice((t + 1) * Lanes, Lanes));
                }
            }
        }

        // One step: with probability 1 / mean length jump to a uniform place, otherwise go on to the next period (around the end to the start).
        private void Draw(Vector512<ulong> jump, Vector512<ulong> place, Span<int> position, Span<double> growth)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                var next = position[lane] + 1;
                if (next == 0 || (uint)jump[lane] < newBlockBelow)
                {
                    next = (int)(((ulong)(uint)place[lane] * (ulong)logReturns.Length) >> 32);
                }

                if (next >= logReturns.Length)
                {
                    next = 0;
                }

                position[lane] = next;
                growth[lane] = logReturns[next];
            }
        }
    }
}
