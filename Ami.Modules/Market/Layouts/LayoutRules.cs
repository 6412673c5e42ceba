using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ami.Modules.Market.Domain;
using Ami.Quant.Indicators;

namespace Ami.Modules.Market.Layouts;

/// <summary>What a layout may say. Symbols need not be there any more: a layout outlives them.</summary>
internal static class LayoutRules
{
    public const int MostLayouts = 50;
    public const int LongestName = 40;
    public const int MostCharts = 4;
    public const int MostCompared = 5;
    public const int MostIndicators = 16;
    public const int MostBytes = 32 * 1024;
    private const int MostParts = 20;
    private const int LongestWord = 64;

    private static readonly HashSet<string> Known = [.. IndicatorCatalog.All.Select(spec => spec.Id)];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>A body as it is stored. One that says the same is written the same.</summary>
    public static string Write(LayoutBody body) =>
        JsonSerializer.Serialize(
            body with
            {
                Panels = Ordered(body.Panels),
                Charts =
                [
                    .. body.Charts.Select(chart =>
                        chart with
                        {
                            Indicators = [.. chart.Indicators.Select(one => one with { Parameters = Ordered(one.Parameters) })],
                        }
                    ),
                ],
            },
            Json
        );

    /// <summary>What was stored.</summary>
    public static LayoutBody Read(string json) =>
        JsonSerializer.Deserialize<LayoutBody>(json, Json) ?? throw new InvalidOperationException("A layout without a body.");

    /// <summary>What is wrong with a layout; null when nothing is.</summary>
    public static Error? Check(KeepLayoutRequest request)
    {
        var (body, name) = (request.Body, request.Name);
        if (name.Length is 0 or > LongestName || name.Trim().Length != name.Length || name.Any(char.IsControl))
        {
            return LayoutErrors.Name;
        }

        if (body.Charts.Count is 0 or > MostCharts || body.Charts.Any(chart => chart is null))
        {
            return LayoutErrors.Charts;
        }

        if (body.Panels.Count > MostParts || body.Panels.Any(panel => !IsWord(panel.Key) || panel.Value is < 0 or > 100))
        {
            return LayoutErrors.Panels;
        }

        return body.Charts.Select(Check).FirstOrDefault(wrong => wrong is not null)
            ?? (Encoding.UTF8.GetByteCount(Write(body)) > MostBytes ? LayoutErrors.TooLarge : null);
    }

    private static Error? Check(LayoutChart chart)
    {
        if (!Symbol.Parse(chart.Symbol).Try(out _, out var error) || !ChartInterval.Parse(chart.Interval).Try(out _, out error))
        {
            return error;
        }

        var others = chart.Compare;
        if (
            others.Count > MostCompared
            || others.Distinct().Count() != others.Count
            || others.Any(other => other is null || !Symbol.Parse(other).Try(out _, out _))
        )
        {
            return LayoutErrors.Compared;
        }

        if (chart.Benchmark is { } benchmark && !Symbol.Parse(benchmark).Try(out _, out error))
        {
            return error;
        }

        var indicators = chart.Indicators;
        return
            indicators.Count > MostIndicators || indicators.Any(one => !IsOne(one)) || indicators.Select(one => one.Key).Distinct().Count() != indicators.Count
            ? LayoutErrors.Indicators
            : null;
    }

    private static bool IsOne(LayoutIndicator? one) =>
        one is { Parameters.Count: <= MostParts, Colors.Count: <= MostParts }
        && IsWord(one.Key)
        && Known.Contains(one.Indicator)
        && one.Parameters.Keys.All(IsWord)
        && one.Colors.All(IsWord);

    private static bool IsWord(string? text) =>
        text is { Length: > 0 and <= LongestWord } && text.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '.' or '_');

    private static SortedDictionary<string, decimal> Ordered(IReadOnlyDictionary<string, decimal> values) =>
        new(values.ToDictionary(pair => pair.Key, pair => pair.Value), StringComparer.Ordinal);
}
