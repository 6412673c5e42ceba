using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ami.Modules.Market.Contracts;

namespace Ami.Modules.Market.Symbols;

/// <summary>Everything about a symbol that staff decide; null is what the options say for every symbol. See <see cref="SymbolTerms"/> for what each means.</summary>
/// <param name="Name">Name for people, 1 to 100 characters.</param>
/// <param name="AssetClass">Kind; fixed once somebody traded it.</param>
/// <param name="Currency">Currency of prices; fixed once somebody traded it.</param>
/// <param name="PriceDigits">Decimals of prices, 0 to 8; they only grow.</param>
/// <param name="QuantityDigits">Decimals of quantities, 0 to 8; they only grow.</param>
/// <param name="MinQuantity">Smallest order, units: on the grid of quantities, above zero.</param>
/// <param name="MinNotional">Least value of an order that does more than reduce, at least zero.</param>
/// <param name="SpreadBps">From bid to ask, basis points, 0 to 1000.</param>
/// <param name="MakerFeeBps">Fee of limits that rested, basis points, 0 to 1000.</param>
/// <param name="TakerFeeBps">Fee of everything else, basis points, 0 to 1000.</param>
/// <param name="SlippageBps">How much worse than a level it fills, basis points, 0 to 1000.</param>
/// <param name="DepthUnits">Units at each level, on the grid of quantities; with the next, or not at all.</param>
/// <param name="DepthDistance">From one level to the next, on the grid of prices.</param>
/// <param name="BorrowPctPerYear">What is short pays for a year, percent, 0 to 1000.</param>
/// <param name="FundingBps">What is long pays at each moment, basis points, −1000 to 1000; with the next, or not at all.</param>
/// <param name="FundingHours">Hours from one moment to the next: 1, 2, 3, 4, 6, 8, 12 or 24.</param>
/// <param name="Calendar">Code of the calendar by which it trades; null is around the clock.</param>
internal sealed record ManagedTerms(
    string Name,
    AssetClass AssetClass,
    string Currency,
    int PriceDigits,
    int QuantityDigits,
    decimal MinQuantity,
    decimal MinNotional,
    decimal? SpreadBps = null,
    decimal? MakerFeeBps = null,
    decimal? TakerFeeBps = null,
    decimal? SlippageBps = null,
    decimal? DepthUnits = null,
    decimal? DepthDistance = null,
    decimal? BorrowPctPerYear = null,
    decimal? FundingBps = null,
    int? FundingHours = null,
    string? Calendar = null
)
{
    /// <summary>As many characters as a name has at most.</summary>
    public const int LongestName = 100;

    /// <summary>More than any quantity or value is.</summary>
    private const decimal Most = 1_000_000_000_000m;

    private const decimal MostBps = 1000;

    /// <summary>Decimals that are stored.</summary>
    private const int Decimals = 10;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Whether any rate is charged for holding.</summary>
    internal bool HasRates => BorrowPctPerYear is not null || FundingBps is not null;

    private bool Borrows => BorrowPctPerYear is not (null or 0);

    private bool Funds => FundingBps is not (null or 0);

    /// <summary>As they are stored of the change before.</summary>
    public static string Write(ManagedTerms terms) => JsonSerializer.Serialize(terms, Json);

    /// <summary>As the audit log has them: with words, not with numbers for them.</summary>
    public static JsonElement Audited(ManagedTerms terms) => JsonSerializer.SerializeToElement(terms, Json);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ManagedTerms Read(string json) => JsonSerializer.Deserialize<ManagedTerms>(json, Json) ?? throw new JsonException("Terms that are none.");

    /// <summary>Whether a symbol may have these terms: <c>market.terms_invalid</c> with what is wrong with each, or <c>market.digits_shrink</c>.</summary>
    /// <param name="before">What it has now.</param>
    public Result Check(ManagedTerms before)
    {
        var wrong = ImmutableDictionary.CreateBuilder<string, string[]>();
        Need("name", Name.Trim() is { Length: > 0 and <= LongestName }, $"1 to {LongestName} characters.");
        Need("assetClass", Enum.IsDefined(AssetClass), "One of the kinds.");
        Need("currency", Ami.Kernel.Currency.Parse(Currency).IsOk, "A currency that accounts are kept in.");
        Need("priceDigits", PriceDigits is >= 0 and <= 8, "0 to 8 decimals.");
        Need("quantityDigits", QuantityDigits is >= 0 and <= 8, "0 to 8 decimals.");
        Need("minQuantity", MinQuantity is > 0 and <= Most && IsOn(MinQuantity, QuantityDigits), $"Above zero, with at most {QuantityDigits} decimals.");
        Need("minNotional", MinNotional is >= 0 and <= Most && IsOn(MinNotional, Decimals), "Zero or more.");
        Need("spreadBps", IsWithin(SpreadBps, 0, MostBps), "0 to 1000 basis points.");
        Need("makerFeeBps", IsWithin(MakerFeeBps, 0, MostBps), "0 to 1000 basis points.");
        Need("takerFeeBps", IsWithin(TakerFeeBps, 0, MostBps), "0 to 1000 basis points.");
        Need("slippageBps", IsWithin(SlippageBps, 0, MostBps), "0 to 1000 basis points.");
        Need(
            "depthUnits",
            DepthUnits.HasValue == DepthDistance.HasValue && DepthUnits is null or (> 0 and <= Most) && IsOn(DepthUnits ?? 0, QuantityDigits),
            $"Above zero, with at most {QuantityDigits} decimals; together with the distance, or neither."
        );
        Need(
            "depthDistance",
            DepthUnits.HasValue == DepthDistance.HasValue && DepthDistance is null or (> 0 and <= Most) && IsOn(DepthDistance ?? 0, PriceDigits),
            $"Above zero, with at most {PriceDigits} decimals; together with the units, or neither."
        );
        Need("borrowPctPerYear", IsWithin(BorrowPctPerYear, 0, 1000), "0 to 1000 percent.");
        Need(
            "fundingBps",
            FundingBps.HasValue == FundingHours.HasValue && IsWithin(FundingBps, -MostBps, MostBps),
            "-1000 to 1000 basis points; together with the hours, or neither."
        );
        Need(
            "fundingHours",
            FundingBps.HasValue == FundingHours.HasValue && FundingHours is null or 1 or 2 or 3 or 4 or 6 or 8 or 12 or 24,
            "1, 2, 3, 4, 6, 8, 12 or 24 hours; together with the rate, or neither."
        );
        if (wrong.Count > 0)
        {
            return SymbolErrors.TermsInvalid(wrong.ToImmutable());
        }

        return PriceDigits < before.PriceDigits ? SymbolErrors.DigitsShrink("priceDigits")
            : QuantityDigits < before.QuantityDigits ? SymbolErrors.DigitsShrink("quantityDigits")
            : Result.Ok;

        void Need(string field, bool isRight, string message)
        {
            if (!isRight)
            {
                wrong[field] = [message];
            }
        }
    }

    /// <summary>
    /// From when on holding costs by these terms. Nobody pays for what was held before a rate was there: it begins anew with each rate that appears, for which zero is
    /// none, and when its moments move.
    /// </summary>
    /// <param name="before">The terms until now.</param>
    /// <param name="since">From when on it cost by those.</param>
    /// <param name="now">The moment of the change.</param>
    public DateTimeOffset? CarrySince(ManagedTerms before, DateTimeOffset? since, DateTimeOffset now)
    {
        if (!HasRates)
        {
            return null;
        }

        var appears = Borrows && !before.Borrows || Funds && (!before.Funds || before.FundingHours != FundingHours);
        return appears ? now : since ?? now;
    }

    /// <summary>The part that trading goes by.</summary>
    /// <param name="carrySince">From when on holding costs anything.</param>
    public SymbolTerms Costs(DateTimeOffset? carrySince) =>
        new(
            SpreadBps,
            MakerFeeBps,
            TakerFeeBps,
            SlippageBps,
            DepthUnits,
            DepthDistance,
            HasRates ? carrySince : null,
            BorrowPctPerYear,
            FundingBps,
            FundingHours
        );

    private static bool IsWithin(decimal? value, decimal least, decimal most) =>
        value is not { } given || given >= least && given <= most && IsOn(given, Decimals);

    private static bool IsOn(decimal value, int digits) => digits is >= 0 and <= Decimals && decimal.Round(value, digits) == value;
}
