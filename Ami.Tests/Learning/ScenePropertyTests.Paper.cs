using Ami.Modules.Learning;
using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;
using Ami.Tests.PaperTrading;
using static Ami.Tests.Learning.ExerciseShelf;

namespace Ami.Tests.Learning;

/// <content>The same orders on a paper account.</content>
public sealed partial class ScenePropertyTests
{
    private static string Scene(Bar[] bars)
    {
        var run = SceneRun.Begin(Terms(bars.Length, feeBps: 7, slippageBps: 3, spreadBps: 1), TapeOf(bars));
        foreach (var bar in bars)
        {
            if (MoveOf(bar, run) is { Kind: SceneMoveKind.Place or SceneMoveKind.Close } move)
            {
                run.Do(move);
            }

            run.Do(new SceneMove(SceneMoveKind.Step, Bars: 1));
        }

        return string.Join('\n', [.. run.Fills.Select(fill => $"{fill.Side} {fill.Quantity} {fill.Price} {fill.Fee}"), $"{run.Book.Balance.Cash}"]);
    }

    /// <summary>The same orders on a paper account that plays the same bars, and is closed where they end.</summary>
    private static string Paper(Bar[] bars)
    {
        var (tape, spec) = (TapeOf(bars), TestSymbols.Spec("PARITY"));
        var run = SceneRun.Begin(Terms(bars.Length, feeBps: 7, slippageBps: 3, spreadBps: 1), tape);
        var (ids, start, fills) = (0, Opens(0), new List<string>());
        var account = new PaperAccount(
            new Guid(1, 0, 0, new byte[8]),
            new Guid(2, 0, 0, new byte[8]),
            "Practice",
            "USD",
            10_000,
            10_000,
            0,
            0,
            5,
            0,
            start,
            null
        );
        var book = new PaperBook(account, [], [], new Dictionary<string, decimal>(), run.Venue, () => new Guid(++ids, 0, 0, new byte[8]));
        var end = Opens(Before + bars.Length - 1).AddHours(1);
        book.In(new Replay(account.Id, account.UserId, "PARITY", start, Opens(Before), end.AddHours(1), tape.C[Before - 1], 2, start, null, Opens(Before - 1)));
        foreach (var (index, bar) in bars.Index())
        {
            var now = Opens(Before + index);
            var quote = new Quote(spec.Symbol, run.Market.Bid, run.Market.Ask, run.Market.Last, now);
            switch (MoveOf(bar, run))
            {
                case { Kind: SceneMoveKind.Place } place:
                    run.Do(place);
                    book.Place(spec, quote, Ticket(place), now);
                    break;
                case { Kind: SceneMoveKind.Close } close:
                    run.Do(close);
                    book.Close("PARITY", now);
                    break;
            }

            run.Do(new SceneMove(SceneMoveKind.Step, Bars: 1));
            var at = Before + index;
            book.Play([new PastBar(now, now.AddHours(1), tape.O[at], tape.H[at], tape.L[at], tape.C[at])], now.AddHours(1));
            Take();
        }

        book.EndReplay(end);
        Take();
        return string.Join('\n', [.. fills, $"{book.Account.Cash}"]);

        DateTimeOffset Opens(int bar) => DateTimeOffset.FromUnixTimeSeconds(tape.T[0]).AddHours(bar);

        void Take()
        {
            fills.AddRange(book.Changes.Fills.Select(fill => $"{fill.Side} {fill.Quantity} {fill.Price} {fill.Fee}"));
            book = book.Committed();
        }
    }

    private static OrderTicket Ticket(SceneMove move) =>
        new(
            move.Side.GetValueOrDefault(),
            move.Type switch
            {
                SceneOrderType.Limit => OrderType.Limit,
                SceneOrderType.Stop => OrderType.Stop,
                _ => OrderType.Market,
            },
            move.Quantity.GetValueOrDefault(),
            move.Type == SceneOrderType.Limit ? move.Price : null,
            move.Type == SceneOrderType.Stop ? move.Price : null,
            move.Target,
            move.Stop
        );
}
