using Ami.Quant.Simulation;

namespace Ami.Quant.Forecasting;

/// <summary>A filter's opinion of a proposal.</summary>
/// <param name="Passed">True when it does not object.</param>
/// <param name="Reason">One of <see cref="SignalReason"/>.</param>
public readonly record struct FilterOpinion(bool Passed, string Reason);

/// <summary>Refuses trades. Filters hold no state: the same proposal always gets the same opinion.</summary>
public interface ISignalFilter
{
    /// <summary>Judges a complete proposal.</summary>
    FilterOpinion Judge(in TradeProposal proposal);
}

/// <summary>Both models must put the probability above break-even.</summary>
/// <param name="Margin">By how much, at least 0; default 0.</param>
public sealed record AgreementFilter(double Margin = 0) : ISignalFilter
{
    /// <inheritdoc/>
    public FilterOpinion Judge(in TradeProposal proposal) =>
        Math.Min(proposal.First, proposal.Second) > proposal.BreakEven + Margin ? new(true, SignalReason.ModelsAgree) : new(false, SignalReason.ModelsDisagree);
}

/// <summary>The expected result after costs must exceed a minimum.</summary>
/// <param name="MinimumR">In R; default 0.</param>
public sealed record ExpectedValueFilter(double MinimumR = 0) : ISignalFilter
{
    /// <inheritdoc/>
    public FilterOpinion Judge(in TradeProposal proposal) =>
        proposal.ExpectedR > MinimumR ? new(true, SignalReason.WorthTheCosts) : new(false, SignalReason.NotWorthTheCosts);
}

/// <summary>The forecast range must reach a share of the way to the target; without a forecast it refuses.</summary>
/// <param name="Share">Share of the distance to the target; default 1.</param>
public sealed record ReachFilter(double Share = 1) : ISignalFilter
{
    /// <inheritdoc/>
    public FilterOpinion Judge(in TradeProposal proposal) =>
        proposal.Reach >= Share * proposal.TakeProfit ? new(true, SignalReason.TargetInReach) : new(false, SignalReason.TargetOutOfReach);
}

/// <summary>The phase must be manipulation or distribution pointing in the direction of the trade.</summary>
public sealed record PhaseFilter : ISignalFilter
{
    /// <inheritdoc/>
    public FilterOpinion Judge(in TradeProposal proposal) =>
        proposal.Phase is { Phase: MarketPhase.Manipulation or MarketPhase.Distribution } phase && phase.Direction == (int)proposal.Side
            ? new(true, SignalReason.PhaseFits)
            : new(false, SignalReason.PhaseAgainst);
}
