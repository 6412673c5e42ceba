using Ami.Quant.Backtesting;
using Ami.Quant.Backtesting.Strategies;
using Ami.Quant.Series;

namespace Ami.Quant.Tests.Backtesting;

[TestClass]
public sealed class LookAheadProbeTests
{
    private static readonly Instrument[] Market = [new Instrument("X", Ami.Quant.Tests.Labels.TripleBarrierTests.RandomWalk(800, 5))];

    // Long when the mean of the last `window` closes rises; `peek` shifts the whole signal into the future.
    private static double[] Signal(CandleView bars, int window, int peek)
    {
        var close = bars.Close;
        var signal = new double[close.Length];
        Array.Fill(signal, double.NaN);
        for (var i = window; i < close.Length; i++)
        {
            if (i + peek < close.Length)
            {
                signal[i] = close[i + peek] > close[i + peek - window] ? 1 : -1;
            }
        }

        return signal;
    }

    private static LookAheadReport Probe(int window, int peek) =>
        LookAheadProbe.Run(Market, m => new SignalStrategy(Signal(m[0].Bars, window, peek), new EquityFraction(0.5)));

    [TestMethod]
    public void Run_SignalPeeksOneBarAhead_IsCaught()
    {
        var report = Probe(10, 1);
        report.Passed.ShouldBeFalse();
        report.Findings[0].WithFuture.ShouldNotBeNull();
        report.Findings[0].WithoutFuture.ShouldBeNull();
    }

    [TestMethod]
    public void Run_HonestSignal_Passes()
    {
        var report = Probe(10, 0);
        report.Passed.ShouldBeTrue();
        report.CutsTested.ShouldBeGreaterThan(20);
    }

    [TestMethod]
    public void Run_NormalisedOverTheWholeSample_IsCaught()
    {
        // A classic: the threshold is the mean over all bars, future ones included.
        var report = LookAheadProbe.Run(
            Market,
            m =>
            {
                var close = m[0].Bars.Close.ToArray();
                var mean = close.Length == 0 ? 0 : close.Average();
                return new SignalStrategy(Array.ConvertAll(close, c => c > mean ? 1.0 : 0), new EquityFraction(1));
            }
        );
        report.Passed.ShouldBeFalse();
    }

    [TestMethod]
    public void Run_StreamingRuleOnItsHistory_Passes() => LookAheadProbe.Run(Market, _ => new Breakout()).Passed.ShouldBeTrue();

    [TestMethod]
    public void Run_MovedStopsPeek_AreCaught() => LookAheadProbe.Run(Market, m => new PeekingStop(m[0].Bars)).Passed.ShouldBeFalse();

    private sealed class Breakout : IStrategy
    {
        public void OnBar(BarContext context)
        {
            if (context.Index < 20 || context.WorkingOrders > 0)
            {
                return;
            }

            var past = context.History.Close[^21..^1];
            var highest = double.MinValue;
            foreach (var close in past)
            {
                highest = Math.Max(highest, close);
            }

            if (context.IsFlat && context.Bar.Close > highest)
            {
                context.Enter(
                    PositionSide.Long,
                    new RiskFraction(0.01),
                    new Protection { StopPrice = 0.97 * context.Bar.Close, TrailDistance = 0.03 * context.Bar.Close }
                );
            }
        }
    }

    private sealed class PeekingStop(CandleView bars) : IStrategy
    {
        public void OnBar(BarContext context)
        {
            if (context.IsFlat)
            {
                context.Submit(Script.Buy(1));
            }
            else
            {
                context.MoveStop(context.Index + 1 < bars.Count ? bars.Low[context.Index + 1] * 0.999 : double.NaN);
            }
        }
    }
}
