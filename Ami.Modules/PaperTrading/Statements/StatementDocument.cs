using Ami.Core.Documents;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Statements;

/// <summary>A statement as a document.</summary>
internal static class StatementDocument
{
    public static Document Of(Statement statement, StatementReader reader)
    {
        var (words, format, account, period) = (StatementWords.In(reader.Language), reader.Format, statement.Account, statement.Period);
        var (from, to) = (format.Date(period.From), format.Date(period.To));
        string Money(decimal amount) => format.Money(amount, account.Currency);
        string Signed(decimal amount) => $"{format.SignedAmount(amount)} {account.Currency}";
        List<Block> blocks =
        [
            new Paragraph(
                string.Join(
                    '\n',
                    (string[])
                        [
                            words.About(account.Name, from, to),
                            .. reader.Holder is { } holder ? (string[])[words.Holder(holder)] : [],
                            words.Made(format.Moment(reader.At), reader.Zone.Id),
                        ]
                )
            ),
            new KeyFigures([
                new(words.EquityBegin, Money(statement.Begin.Equity)),
                new(words.EquityEnd, Money(statement.End.Equity)),
                new(words.Change, Signed(statement.End.Equity - statement.Begin.Equity)),
                new(words.CashBegin, Money(statement.Begin.Cash)),
                new(words.CashEnd, Money(statement.End.Cash)),
                new(words.Executions, format.Number(statement.Fills.Count, "N0")),
                new(words.Realised, Signed(statement.RealisedPnl)),
                .. statement.Charges.Count > 0 ? (KeyFigure[])[new(words.Carry, Signed(-statement.Carry))] : [],
                new(words.Fees, Money(statement.Fees)),
                new(words.Net, Signed(statement.RealisedPnl - statement.Fees)),
                .. statement.ForgivenDebt > 0 ? (KeyFigure[])[new(words.ForgivenDebt, Signed(statement.ForgivenDebt))] : [],
            ]),
            new Heading(words.Curve),
            Curve([.. statement.Curve.Select(p => new ChartPoint(p.At, p.Equity))], words, format, Money),
            new Heading(words.Trades),
            statement.Trades.Count == 0 ? new Paragraph(words.NoTrades) : Trades(statement.Trades, words, format),
            new Heading(words.Fills),
            statement.Fills.Count == 0 ? new Paragraph(words.NoFills) : Fills(statement, words, format),
            .. statement.Charges.Count > 0 ? (Block[])[new Heading(words.Carry), Charges(statement, words, format)] : [],
            .. statement.Effects.Count > 0 ? (Block[])[new Heading(words.Actions), Actions(statement.Effects, words, format)] : [],
        ];
        return new Document(words.Title, reader.Language, reader.Zone, reader.At) { Notice = words.Simulated, Blocks = blocks };
    }

    /// <param name="axis">How the value axis writes numbers.</param>
    internal static Block Curve(IReadOnlyList<ChartPoint> curve, StatementWords words, LocalFormat format, Func<decimal, string> value, string axis = "N0") =>
        curve is not [var first, .., var last]
            ? new Paragraph(words.NoCurve)
            : new LineChart(
                words.CurveOf(
                    format.Moment(first.At),
                    format.Moment(last.At),
                    value(first.Value),
                    value(last.Value),
                    value(curve.Min(p => p.Value)),
                    value(curve.Max(p => p.Value))
                ),
                curve,
                axis
            );

    private static Table Trades(IReadOnlyList<Position> trades, StatementWords words, LocalFormat format) =>
        new(
            [
                new(words.Opened, 2.2),
                new(words.Closed, 2.2),
                new(words.Symbol, 1.4),
                new(words.Result, 1.6, Numeric: true),
                new(words.Fee, 1.1, Numeric: true),
                new(words.Net, 1.8, Numeric: true),
            ],
            [
                .. trades.Select(t =>
                    (IReadOnlyList<string>)
                        [
                            format.Instant(t.OpenedAt),
                            format.Instant(t.ClosedAt ?? t.OpenedAt),
                            t.Symbol,
                            format.SignedAmount(t.RealisedPnl),
                            format.Amount(t.Fees),
                            format.SignedAmount(t.RealisedPnl - t.Fees),
                        ]
                ),
            ]
        )
        {
            Totals =
            [
                words.Total,
                "",
                "",
                format.SignedAmount(trades.Sum(t => t.RealisedPnl)),
                format.Amount(trades.Sum(t => t.Fees)),
                format.SignedAmount(trades.Sum(t => t.RealisedPnl - t.Fees)),
            ],
        };

    private static Table Fills(Statement statement, StatementWords words, LocalFormat format) =>
        new(
            [
                new(words.Time, 2.1),
                new(words.Symbol, 1.3),
                new(words.Side, 0.9),
                new(words.Quantity, 1.2, Numeric: true),
                new(words.Price, 1.3, Numeric: true),
                new(words.Value, 1.4, Numeric: true),
                new(words.Fee, 1, Numeric: true),
                new(words.Result, 1.3, Numeric: true),
            ],
            [
                .. statement.Fills.Select(f =>
                    (IReadOnlyList<string>)
                        [
                            format.Instant(f.At),
                            f.Symbol,
                            f.Side == Side.Buy ? words.Buy : words.Sell,
                            format.Plain(f.Quantity),
                            format.Plain(f.Price),
                            format.Amount(f.Notional),
                            format.Amount(f.Fee),
                            format.SignedAmount(f.RealisedPnl),
                        ]
                ),
            ]
        )
        {
            Totals = [words.Total, "", "", "", "", "", format.Amount(statement.Fees), format.SignedAmount(statement.Fills.Sum(f => f.RealisedPnl))],
        };

    private static Table Actions(IReadOnlyList<ActionEffect> effects, StatementWords words, LocalFormat format) =>
        new(
            [
                new(words.Time, 2.1),
                new(words.Symbol, 1.3),
                new(words.Ratio, 1, Numeric: true),
                new(words.Dividend, 1.1, Numeric: true),
                new(words.Before, 1.2, Numeric: true),
                new(words.After, 1.2, Numeric: true),
                new(words.InLieu, 1.3, Numeric: true),
                new(words.Paid, 1.3, Numeric: true),
            ],
            [
                .. effects.Select(e =>
                    (IReadOnlyList<string>)
                        [
                            format.Instant(e.AppliedAt),
                            e.Symbol,
                            $"{format.Plain(e.NewShares)} : {format.Plain(e.OldShares)}",
                            format.Plain(e.Dividend),
                            format.Plain(e.QuantityBefore),
                            format.Plain(e.QuantityAfter),
                            format.SignedAmount(e.CashInLieu),
                            format.SignedAmount(e.Paid),
                        ]
                ),
            ]
        )
        {
            Totals = [words.Total, "", "", "", "", "", format.SignedAmount(effects.Sum(e => e.CashInLieu)), format.SignedAmount(effects.Sum(e => e.Paid))],
        };

    private static Table Charges(Statement statement, StatementWords words, LocalFormat format) =>
        new(
            [
                new(words.Time, 2.1),
                new(words.Symbol, 1.3),
                new(words.Kind, 1.2),
                new(words.Quantity, 1.2, Numeric: true),
                new(words.Price, 1.3, Numeric: true),
                new(words.Result, 1.3, Numeric: true),
            ],
            [
                .. statement.Charges.Select(c =>
                    (IReadOnlyList<string>)
                        [
                            format.Instant(c.Moment),
                            c.Symbol,
                            c.Kind == CarryKind.Borrow ? words.Borrow : words.Funding,
                            format.Plain(c.Quantity),
                            format.Plain(c.Price),
                            format.SignedAmount(-c.Amount),
                        ]
                ),
            ]
        )
        {
            Totals = [words.Total, "", "", "", "", format.SignedAmount(-statement.Carry)],
        };
}
