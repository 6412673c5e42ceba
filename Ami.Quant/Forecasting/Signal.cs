namespace Ami.Quant.Forecasting;

/// <summary>What is known about a possible trade at the close of a bar.</summary>
/// <param name="Time">Opening instant of the deciding bar, Unix milliseconds UTC.</param>
/// <param name="Side">Direction of the trade.</param>
/// <param name="First">Probability by one model that the take-profit comes before the stop-loss, in [0, 1].</param>
/// <param name="Second">Probability by another model; the same number when there is one model only.</param>
/// <param name="TakeProfit">Distance of the target as a fraction of the price, positive.</param>
/// <param name="StopLoss">Distance of the stop as a fraction of the price, positive: the unit R.</param>
/// <param name="RoundTripCost">Fees, spread and slippage of entry and exit as a fraction of the price, at least 0.</param>
public readonly record struct TradeProposal(long Time, PositionSide Side, double First, double Second, double TakeProfit, double StopLoss, double RoundTripCost)
{
    /// <summary>Mean result in R when the take-profit does not come first; default −1 (always the stop).</summary>
    public double OtherR { get; init; } = -1;

    /// <summary>Reading of the phase, when there is one.</summary>
    public AmdReading? Phase { get; init; }

    /// <summary>
    /// Forecast of how far the price will go in the trade's direction within its time, as a fraction of the price (such as the 0.5 quantile
    /// of the high delta for a long trade); NaN when there is none.
    /// </summary>
    public double Reach { get; init; } = double.NaN;

    /// <summary>Mean of the two probabilities.</summary>
    public double Probability => (First + Second) / 2;

    /// <summary>Probability from which the trade gains on average after costs.</summary>
    public double BreakEven => TakeProfitClassifier.BreakEven(TakeProfit, StopLoss, RoundTripCost, OtherR);

    /// <summary>Expected result in R after costs.</summary>
    public double ExpectedR => TakeProfitClassifier.ExpectedR(Probability, TakeProfit, StopLoss, RoundTripCost, OtherR);
}

/// <summary>What the generator decided about a proposal, and why.</summary>
/// <param name="Proposal">The proposal.</param>
/// <param name="Accepted">True when no filter refused.</param>
/// <param name="Confidence">
/// 0 to 1: how far the mean probability is from break-even to certainty, less the models' disagreement; 0 when refused.
/// </param>
/// <param name="Reasons">Codes of <see cref="SignalReason"/>: why it was refused, or what speaks for it. Never empty.</param>
public sealed record Signal(TradeProposal Proposal, bool Accepted, double Confidence, IReadOnlyList<string> Reasons)
{
    /// <summary>Direction to trade; null when refused.</summary>
    public PositionSide? Side => Accepted ? Proposal.Side : null;
}

/// <summary>Stable codes of reasons, with a sentence for each.</summary>
public static class SignalReason
{
    /// <summary>Both models are above break-even.</summary>
    public const string ModelsAgree = "models.agree";

    /// <summary>At least one model is not above break-even.</summary>
    public const string ModelsDisagree = "models.disagree";

    /// <summary>The expected result after costs is high enough.</summary>
    public const string WorthTheCosts = "expected-r.positive";

    /// <summary>The expected result after costs is too low.</summary>
    public const string NotWorthTheCosts = "expected-r.too-low";

    /// <summary>The forecast range reaches the target.</summary>
    public const string TargetInReach = "range.in-reach";

    /// <summary>The forecast range does not reach the target.</summary>
    public const string TargetOutOfReach = "range.out-of-reach";

    /// <summary>The phase points in the direction of the trade.</summary>
    public const string PhaseFits = "phase.fits";

    /// <summary>The phase does not point in the direction of the trade.</summary>
    public const string PhaseAgainst = "phase.against";

    /// <summary>A probability or a distance is missing.</summary>
    public const string Incomplete = "input.incomplete";

    /// <summary>No filter was asked.</summary>
    public const string Unfiltered = "unfiltered";

    /// <summary>The sentence for a code.</summary>
    /// <param name="code">One of the codes above.</param>
    /// <exception cref="ArgumentException">There is no such code.</exception>
    public static string Explain(string code) =>
        code switch
        {
            ModelsAgree => "Both models put the target's chance above break-even.",
            ModelsDisagree => "The models do not both put the target's chance above break-even.",
            WorthTheCosts => "The expected result after costs is high enough.",
            NotWorthTheCosts => "The expected result does not pay for fees and slippage.",
            TargetInReach => "The forecast range reaches the target.",
            TargetOutOfReach => "The forecast range falls short of the target.",
            PhaseFits => "The phase of the day points the same way.",
            PhaseAgainst => "The phase of the day does not point this way.",
            Incomplete => "A forecast is missing, so nothing is decided.",
            Unfiltered => "No filter was applied.",
            _ => throw new ArgumentException($"There is no reason '{code}'.", nameof(code)),
        };
}
