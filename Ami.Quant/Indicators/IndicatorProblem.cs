namespace Ami.Quant.Indicators;

/// <summary>Why an indicator could not be made from what was asked.</summary>
/// <param name="Code">Stable code: one of the constants of this type.</param>
/// <param name="Message">What to change.</param>
public sealed record IndicatorProblem(string Code, string Message)
{
    /// <summary>There is no indicator with that id.</summary>
    public const string UnknownIndicator = "indicator.unknown";

    /// <summary>The indicator has no parameter of that name.</summary>
    public const string UnknownParameter = "indicator.parameter-unknown";

    /// <summary>The value is outside the parameter's range or not a number.</summary>
    public const string OutOfRange = "indicator.parameter-out-of-range";

    /// <summary>The parameter takes whole numbers.</summary>
    public const string NotInteger = "indicator.parameter-not-integer";

    /// <summary>Each value is in range but together they make no sense, such as a fast period above the slow one.</summary>
    public const string Conflict = "indicator.parameters-conflict";
}
