using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ami.Modules.Market.Rules;
using Ami.Modules.Market.Screener;
using Ami.Quant.Rules;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Alerts;

/// <summary>What an alert may be.</summary>
internal static class AlertRules
{
    public const int MostAlerts = 200;

    /// <summary>Of those, on all symbols: each is looked at as often as there are symbols.</summary>
    public const int MostOnAll = 10;

    /// <summary>Symbols of alerts on watchlists, each alert with as many as its list has.</summary>
    public const int MostWatched = 1_000;
    public const int LongestName = 60;
    public const int LongestForm = 2_000;
    public const decimal LargestMargin = 50;

    /// <summary>Bars before the one that is looked at.</summary>
    public const int LongestLead = RuleLead.Most;

    private const int YearsAtMost = 10;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>What is wrong with it besides its rule, drawing and addresses; null when nothing is.</summary>
    public static Error? Check(KeepAlertRequest request, DateTimeOffset now) =>
        request.Version < 0 ? AlertErrors.Version
        : request is { Symbol: not null, WatchlistId: not null } ? AlertErrors.WatchlistSymbol
        : request is { Symbol: null, DrawingId: not null } ? AlertErrors.DrawingSymbol
        : !IsName(request.Name) ? AlertErrors.Name
        : request.Form is { } form && (form.ValueKind != JsonValueKind.Object || Encoding.UTF8.GetByteCount(form.GetRawText()) > LongestForm) ? AlertErrors.Form
        : !IsMargin(request.Margin) ? AlertErrors.Margin
        : request.Enabled && request.ExpiresAt is { } end && (end <= now || end > now.AddYears(YearsAtMost)) ? AlertErrors.Expiry
        : null;

    public static bool IsMargin(decimal margin) => margin is >= 0 and <= LargestMargin && decimal.Round(margin, 4) == margin;

    /// <summary>Reads a condition about bars, and what else it may name.</summary>
    /// <returns>The program; or what is wrong, with the places of mistakes in <paramref name="mistakes"/>.</returns>
    public static Result<RuleProgram> Compile(string rule, IAlertFacts? about, BarInterval interval, out IReadOnlyList<RuleError> mistakes)
    {
        if (!RuleProgram.TryCompile(rule, about?.Facts ?? FactSchema.None, out var program, out mistakes))
        {
            return RuleProblems.Invalid;
        }

        if (!program.Fits(interval))
        {
            return AlertErrors.Interval;
        }

        return Lead(program, interval) > LongestLead ? AlertErrors.TooLong
            : about is SymbolFacts && ScanPlan.IsTooCostly([program], interval) ? ScreenErrors.TooCostly
            : program;
    }

    /// <summary>Bars before the first one that is looked at: always as many, so that a condition says the same whenever and wherever it is evaluated.</summary>
    public static int Lead(RuleProgram program, BarInterval interval) =>
        program.Remembers ? (int)Math.Min(RuleLead.Of(program, interval), int.MaxValue) : program.WarmUp(interval);

    /// <summary>An alert within a refusal, written as it is in other answers.</summary>
    public static JsonElement Element<T>(T view) => JsonSerializer.SerializeToElement(view, Json);

    private static bool IsName(string? name) => name is { Length: > 0 and <= LongestName } && name.Trim().Length == name.Length && !name.Any(char.IsControl);
}
