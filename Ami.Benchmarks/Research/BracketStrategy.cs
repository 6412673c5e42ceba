using Ami.Quant;
using Ami.Quant.Backtesting;
using Ami.Quant.Forecasting;

namespace Ami.Benchmarks.Research;

/// <summary>
/// One long trade at a time: enters at the open after an accepted signal with stop and target attached, and leaves at the open after the
/// horizon when neither was reached. Sized so that the stop loses a fixed share of the equity.
/// </summary>
internal sealed class BracketStrategy(Proposals proposals, Trial trial, int offset, ResearchSettings settings) : IStrategy
{
    private readonly SignalGenerator _generator = SignalGenerator.Aggressive(trial.MinimumR);
    private readonly RiskFraction _sizing = new(settings.RiskPerTrade);

    public void OnBar(BarContext context)
    {
        if (!context.IsFlat)
        {
            if (context.BarsHeld >= settings.Horizon - 1)
            {
                context.Close();
            }

            return;
        }

        if (context.WorkingOrders > 0 || proposals.At(offset + context.Index, trial) is not { } proposal)
        {
            return;
        }

        if (!_generator.Decide(proposal).Accepted)
        {
            return;
        }

        var close = context.Bar.Close;
        context.Enter(PositionSide.Long, _sizing, new Protection { StopDistance = proposal.StopLoss * close, TargetDistance = proposal.TakeProfit * close });
    }
}
