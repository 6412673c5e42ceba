namespace Ami.Quant.Forecasting;

/// <summary>
/// Turns proposals into signals: every filter is asked, one objection refuses, and the reasons say why. It holds no state and looks at one
/// proposal only, so it can add no look-ahead of its own.
/// </summary>
public sealed class SignalGenerator
{
    private readonly ISignalFilter[] _filters;

    /// <summary>A generator with the given filters.</summary>
    /// <param name="filters">Asked in this order; none accepts every complete proposal.</param>
    public SignalGenerator(params IEnumerable<ISignalFilter> filters)
    {
        ArgumentNullException.ThrowIfNull(filters);
        _filters = [.. filters];
    }

    /// <summary>The aggressive filter: trade only where both models agree and the expected result after costs exceeds a minimum.</summary>
    /// <param name="minimumR">In R; default 0.</param>
    public static SignalGenerator Aggressive(double minimumR = 0) => new(new AgreementFilter(), new ExpectedValueFilter(minimumR));

    /// <summary>Decides about a proposal.</summary>
    public Signal Decide(in TradeProposal proposal)
    {
        if (!IsComplete(proposal))
        {
            return new Signal(proposal, false, 0, [SignalReason.Incomplete]);
        }

        List<string> objections = [],
            support = [];
        foreach (var filter in _filters)
        {
            var opinion = filter.Judge(proposal);
            (opinion.Passed ? support : objections).Add(opinion.Reason);
        }

        if (objections.Count > 0)
        {
            return new Signal(proposal, false, 0, objections);
        }

        return new Signal(proposal, true, Confidence(proposal), support.Count > 0 ? support : [SignalReason.Unfiltered]);
    }

    /// <summary>(p − b)/(1 − b) less |p₁ − p₂|, kept within 0 and 1; b is the break-even probability.</summary>
    private static double Confidence(in TradeProposal proposal)
    {
        var breakEven = Math.Max(0, proposal.BreakEven);
        var surplus = breakEven < 1 ? (proposal.Probability - breakEven) / (1 - breakEven) : 0;
        return Math.Clamp(surplus - Math.Abs(proposal.First - proposal.Second), 0, 1);
    }

    private static bool IsComplete(in TradeProposal proposal) =>
        proposal.First is >= 0 and <= 1
        && proposal.Second is >= 0 and <= 1
        && proposal.TakeProfit > 0
        && proposal.StopLoss > 0
        && proposal.RoundTripCost >= 0
        && double.IsFinite(proposal.OtherR);
}
