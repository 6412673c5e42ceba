using System.Globalization;
using Ami.Modules.Market.Contracts;

namespace Ami.Modules.Market.Import;

/// <summary>What a factor file says.</summary>
/// <param name="Actions">Oldest first.</param>
/// <param name="Unknown">Days with dividends that it does not tell, because a line has no reference price.</param>
internal sealed record FactorActions(IReadOnlyList<CorporateAction> Actions, IReadOnlyList<DateOnly> Unknown);

/// <summary>
/// Factor files as LEAN has them (QuantConnect, "Map and factor files"): last day, price factor, split factor and, but in old ones, reference price; prices on or
/// before the day are multiplied by both factors. Between two lines something happened on the next weekday: where the split factor changes, a split of the ratio of
/// both; where the price factor does, a dividend of the reference price × (1 − the ratio of both). Ratios are kept as two whole numbers: a third is no decimal.
/// </summary>
internal static class FactorFile
{
    private const int MostLines = 10_000;

    /// <summary>Shares of a ratio: dividends in shares, spin-offs and what became of a share in many years are none of small numbers.</summary>
    private const int MostShares = 10_000;

    /// <summary>Of factors: what is less, or more than the reciprocal, is of no company.</summary>
    private const decimal Least = 0.000000001m;

    /// <summary>The ratio of two factors of seven digits is known as well as this, times the larger of the reciprocals.</summary>
    private const decimal Blur = 0.0000001m;

    /// <summary>A dividend has so many digits where the reference price lets them be known, and never less than cents.</summary>
    private const int DividendDigits = 4;
    private const int Cents = 2;

    /// <summary>Factors that were cut: the ratio is known as well as this, or as its digits tell where those are few.</summary>
    private const decimal Cut = 0.00001m;

    /// <summary>However few digits there are, a ratio that is further from one of small numbers than this is another.</summary>
    private const decimal MostBlur = 0.001m;

    /// <summary>Shares of a split: small whole numbers.</summary>
    private const int FewShares = 50;

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="begins">When a day begins in the market.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>What it says; or which line is wrong.</returns>
    public static async Task<Result<FactorActions>> Read(TextReader file, Func<DateOnly, DateTimeOffset> begins, CancellationToken cancellationToken)
    {
        var actions = new List<CorporateAction>();
        var unknown = new List<DateOnly>();
        Line? before = null;
        for (var number = 1; await file.ReadLineAsync(cancellationToken) is { } text; number++)
        {
            if (text.Trim().Length == 0)
            {
                continue;
            }

            if (number > MostLines || Parse(text) is not { } line || line.Day <= before?.Day)
            {
                return Wrong(number);
            }

            if (before is { } last)
            {
                if (RatioOf(last.SplitFactor, line.SplitFactor) is not var (shares, old) || DividendOf(last, line) is not ({ } dividend, var isKnown))
                {
                    return Wrong(number);
                }

                var day = NextWeekday(last.Day);
                if (!isKnown)
                {
                    unknown.Add(day);
                }

                if (shares != old || dividend > 0)
                {
                    if (actions is [.., var previous] && previous.Day == day)
                    {
                        return TwiceADay(number, day);
                    }

                    actions.Add(new CorporateAction(day, begins(day), shares, old, dividend));
                }
            }

            before = line;
        }

        return before is null ? Wrong(1) : new FactorActions(actions, unknown);
    }

    private static Error Wrong(int line) =>
        Error.Invalid(
            "market.factor_file",
            $"Line {line} is not one of a factor file: a day as yyyyMMdd later than the one before, a price factor, a split factor and a reference price."
        );

    private static Error TwiceADay(int line, DateOnly day) =>
        Error.Invalid("market.factor_day", $"Line {line} says a second thing of the next weekday after it, {day:yyyy-MM-dd}: a day has one line.");

    private static Line? Parse(string text)
    {
        var cells = text.Split(',');
        return
            cells.Length is 3 or 4
            && DateOnly.TryParseExact(cells[0].Trim(), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && Number(cells[1]) is { } price and >= Least
            && Number(cells[2]) is { } split and >= Least
            && (cells.Length == 3 ? 0 : Number(cells[3])) is { } reference and >= 0
            ? new Line(day, price, split, reference)
            : null;
    }

    private static decimal? Number(string cell) =>
        decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value <= 1 / Least ? value : null;

    /// <returns>The dividend between two lines, and whether the file tells it; null when it is below zero.</returns>
    private static (decimal? Dividend, bool IsKnown) DividendOf(Line last, Line line)
    {
        var (part, blur) = (1 - (last.PriceFactor / line.PriceFactor), Blur / last.PriceFactor);
        if (last.Reference == 0)
        {
            return part < -blur ? (null, false) : (0, part <= blur);
        }

        var digits = DividendDigits;
        for (var half = 0.00005m; digits > Cents && last.Reference * blur >= half; half *= 10)
        {
            digits--;
        }

        var dividend = decimal.Round(last.Reference * part, digits);
        return dividend < 0 ? (null, false) : (dividend, true);
    }

    /// <returns>The nearest ratio of whole numbers, small ones first; null when none is near.</returns>
    private static (int New, int Old)? RatioOf(decimal last, decimal line)
    {
        var (measured, digits) = (line / last, Math.Min(MostBlur, Blur / Math.Min(last, line)));
        // Of small numbers within what the digits tell; otherwise as exactly as it is written, or nearly.
        foreach (var (most, blur) in new[] { (FewShares, Math.Max(Cut, digits)), (MostShares, Blur), (MostShares, Cut) })
        {
            for (var old = 1; old <= most; old++)
            {
                var shares = decimal.Round(measured * old);
                if (shares >= 1 && shares <= most && Math.Abs((shares / old / measured) - 1) <= blur)
                {
                    return ((int)shares, old);
                }
            }
        }

        return null;
    }

    private static DateOnly NextWeekday(DateOnly day) =>
        day.DayOfWeek switch
        {
            DayOfWeek.Friday => day.AddDays(3),
            DayOfWeek.Saturday => day.AddDays(2),
            _ => day.AddDays(1),
        };

    /// <param name="Reference">Zero where the line has none.</param>
    private sealed record Line(DateOnly Day, decimal PriceFactor, decimal SplitFactor, decimal Reference);
}
