using Ami.Core.Documents;
using Ami.Modules.PaperTrading.Statements;

namespace Ami.Modules.PaperTrading.Sharing;

/// <summary>A shared performance on paper. Its times are UTC: neither the owner's zone nor the reader's is known here.</summary>
internal static class PerformanceDocument
{
    private const string None = "–";

    public static Document Of(PaperPerformance view, string? title, Language language, DateTimeOffset at)
    {
        var (words, terms, format) = (PerformanceWords.In(language), StatementWords.In(language), new LocalFormat(language, TimeZoneInfo.Utc));
        var stats = view.Stats;
        string Amount(decimal value) => view.Currency is { } currency ? format.Money(value, currency) : format.Number(value, "P2");
        string Signed(decimal value) => (value > 0 ? "+" : "") + Amount(value);
        string Optional(decimal? value, Func<decimal, string> text) => value is { } known ? text(known) : None;
        List<KeyFigure> figures =
        [
            new(words.Return, (view.Return > 0 ? "+" : "") + format.Number(view.Return, "P2")),
            .. view.StartingCash is { } began ? (KeyFigure[])[new(words.StartingCash, Amount(began))] : [],
            new(words.Trades, format.Number(stats.Trades, "N0")),
            new(words.WinRate, Optional(stats.WinRate, rate => format.Number(rate, "P1"))),
            new(words.ProfitFactor, Optional(stats.ProfitFactor, factor => format.Number(factor, "N2"))),
            new(words.Expectancy, Optional(stats.Expectancy, Signed)),
            new(words.AverageWin, stats.Wins == 0 ? None : Signed(stats.AverageWin)),
            new(words.AverageLoss, stats.Losses == 0 ? None : Signed(stats.AverageLoss)),
            new(words.Best, stats.Trades == 0 ? None : Signed(stats.BestTrade)),
            new(words.Worst, stats.Trades == 0 ? None : Signed(stats.WorstTrade)),
            new(words.Drawdown, format.Number(stats.MaxDrawdownPct, "P2")),
            new(words.Fees, Amount(stats.FeesPaid)),
        ];
        var period = view.Until is { } end ? words.FromTo(format.Day(view.Since), format.Day(end)) : words.Since(format.Day(view.Since));
        return new Document(words.Title, language, TimeZoneInfo.Utc, at)
        {
            Notice = terms.Simulated,
            Blocks =
            [
                .. title is null ? (Block[])[] : [new Heading(title)],
                new Paragraph($"{period}\n{terms.Made(format.Moment(at), "UTC")}"),
                new KeyFigures(figures),
                new Heading(terms.Curve),
                StatementDocument.Curve(
                    [.. view.Curve.Select(p => new ChartPoint(p.At, p.Value))],
                    terms,
                    format,
                    view.Currency is null ? Signed : Amount,
                    view.Currency is null ? "P2" : "N0"
                ),
                new Paragraph(words.Few),
            ],
        };
    }
}
