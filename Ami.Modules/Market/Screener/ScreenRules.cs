using System.Globalization;
using System.Text.Json;
using Ami.Modules.Market.Rules;

namespace Ami.Modules.Market.Screener;

/// <summary>What a saved screen may say. Its watchlist need not be there any more: a screen outlives it.</summary>
internal static class ScreenRules
{
    public const int MostScreens = 50;
    public const int LongestName = 40;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>A body as it is stored. One that says the same is written the same.</summary>
    public static string Write(ScreenBody body) => JsonSerializer.Serialize(body, Json);

    /// <summary>What was stored.</summary>
    public static ScreenBody Read(string json) =>
        JsonSerializer.Deserialize<ScreenBody>(json, Json) ?? throw new InvalidOperationException("A screen without a body.");

    /// <summary>What is wrong with a screen, besides its rules; null when nothing is.</summary>
    /// <param name="request">The screen.</param>
    /// <param name="problems">What is wrong with its rules.</param>
    public static Error? Check(KeepScreenRequest request, out IReadOnlyList<RuleProblem> problems)
    {
        var (name, body) = (request.Name, request.Body);
        problems = [];
        if (name.Length is 0 or > LongestName || name.Trim().Length != name.Length || name.Any(char.IsControl))
        {
            return ScreenErrors.Name;
        }

        if (body.Sort is { } sort && !IsColumn(sort.By, body.Columns.Count))
        {
            return ScreenErrors.Sort;
        }

        ScanPlan.TryRead(body.Interval, body.Rule, body.Columns, out _, out var wrong, out problems);
        return wrong;
    }

    private static bool IsColumn(string by, int columns) =>
        by is "symbol" or "last" or "change" || Enumerable.Range(0, columns).Any(at => by == string.Create(CultureInfo.InvariantCulture, $"column{at}"));
}
