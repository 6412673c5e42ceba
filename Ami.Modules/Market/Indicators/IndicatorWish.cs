using System.Globalization;
using Ami.Modules.Market.Domain;
using Ami.Quant.Indicators;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Indicators;

/// <summary>An indicator as somebody wants it: which, and with which values.</summary>
/// <param name="Asked">As it was written, by which whoever asked finds it again.</param>
/// <param name="Spec">Which.</param>
/// <param name="Parameters">The values that were given; the others take their defaults.</param>
internal sealed record IndicatorWish(string Asked, IndicatorSpec Spec, IReadOnlyDictionary<string, double> Parameters)
{
    /// <summary>So many indicators at most in one request: more are no chart any more.</summary>
    public const int Most = 16;

    /// <summary>The most steps of work for each bar, in the measure of <see cref="IndicatorSpec.WindowPasses"/>.</summary>
    private const int MostWork = 20_000;

    /// <summary>
    /// Bars before the first one that is shown, in lengths of the warm-up, so that where averages began is not to be seen in any digit; and how many at least and
    /// at most.
    /// </summary>
    private const int Leads = 20,
        ShortestLead = 400,
        LongestLead = 5_000;

    /// <summary>A new instance. It was made once when it was read, so it can be made.</summary>
    public Indicator Make() => IndicatorCatalog.Create(Spec.Id, Parameters);

    /// <summary>The same for all that give the same values.</summary>
    public string Key =>
        $"{Spec.Id}({string.Join(',', Spec.Parameters.Select(parameter => Parameters.GetValueOrDefault(parameter.Id, parameter.Default).ToString("R", CultureInfo.InvariantCulture)))})";

    /// <summary>Steps of work for each bar.</summary>
    public long Work => 1 + Spec.WindowPasses * (long)Make().WarmUp;

    /// <summary>How many bars before the first one that is shown have to be read.</summary>
    public int Lead(BarInterval interval)
    {
        var indicator = Make();
        var reach = (int)(indicator.Reach.TotalMilliseconds / interval.Milliseconds) + 1;
        return Math.Max(reach, Math.Clamp(Leads * indicator.WarmUp, ShortestLead, LongestLead));
    }

    /// <summary>Reads <c>rsi;bb(period=20,multiplier=2.5)</c>.</summary>
    /// <returns>What is wanted, in that order, or what is wrong with it: <c>market.indicators_invalid</c>.</returns>
    public static Result<IReadOnlyList<IndicatorWish>> Read(string? text)
    {
        var parts = (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length is 0 or > Most)
        {
            return MarketErrors.IndicatorsInvalid($"Name one to {Most} indicators, separated by semicolons.");
        }

        var (wishes, work) = (new List<IndicatorWish>(parts.Length), 0L);
        foreach (var part in parts)
        {
            if (!One(part).Try(out var wish, out var wrong))
            {
                return wrong;
            }

            if (!IndicatorCatalog.TryCreate(wish.Spec.Id, wish.Parameters, out var indicator, out var problem))
            {
                return MarketErrors.IndicatorsInvalid(problem.Message);
            }

            work += wish.Spec.WindowPasses * (long)indicator.WarmUp;
            wishes.Add(wish);
        }

        return work > MostWork ? MarketErrors.IndicatorsInvalid("These windows are too long to be computed together; ask for less at once.") : wishes;
    }

    private static Result<IndicatorWish> One(string part)
    {
        var open = part.IndexOf('(', StringComparison.Ordinal);
        var id = open < 0 ? part : part[..open];
        if (!IndicatorCatalog.TryFind(id, out var spec))
        {
            return MarketErrors.IndicatorsInvalid($"There is no indicator '{id}'. See GET /api/trading/indicators.");
        }

        var parameters = new Dictionary<string, double>(StringComparer.Ordinal);
        if (open >= 0 && part[^1] != ')')
        {
            return MarketErrors.IndicatorsInvalid($"'{part}' has no closing bracket.");
        }

        foreach (var given in open < 0 ? [] : part[(open + 1)..^1].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (
                given.Split('=', 2) is not [var name, var value]
                || !double.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || !parameters.TryAdd(name, number)
            )
            {
                return MarketErrors.IndicatorsInvalid($"'{given}' is no value; write it as period=20, each once.");
            }
        }

        return new IndicatorWish(part, spec, parameters);
    }
}
