using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.Core;

/// <summary>Any sequence of steps does to the database what it does to the model, and the replay agrees.</summary>
[TestClass]
public sealed class LedgerProperties
{
    private static LedgerHost _ledger = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _ledger = await LedgerHost.Start();

    [ClassCleanup]
    public static async Task Stop()
    {
        await _ledger.ShouldReconcile();
        await _ledger.DisposeAsync();
    }

    [TestMethod]
    public void AnySequence_DoesWhatTheModelDoes() =>
        Prop.ForAll(Sequences, commands => Run(commands).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private abstract record Command
    {
        public sealed record Link(Command[] Steps) : Command;

        public sealed record Move(int From, int To, int Cents, bool IsPending, int? Minutes) : Command;

        /// <summary>Of the nth pending transfer so far; null cents: all of it.</summary>
        public sealed record Settle(int Nth, bool Posts, int? Cents) : Command;

        /// <summary>The nth step so far, once more; changed where there are cents.</summary>
        public sealed record Repeat(int Nth, int? Cents) : Command;

        public sealed record Wait(int Minutes) : Command;

        public sealed record Expire : Command;
    }

    private static readonly Gen<Command> Moves =
        from accounts in Gen.Shuffle(Enumerable.Range(0, 6).ToArray())
        // Mostly from the first to the next ones, where there is something to move.
        from deposit in Gen.Choose(0, 2)
        from to in Gen.Choose(1, 2)
        from cents in Gen.Choose(1, 600)
        from isPending in Gen.Elements(true, false)
        from minutes in Gen.Elements<int?>(null, 5, 20)
        select deposit == 0
            ? new Command.Move(0, to, cents, false, null)
            : (Command)new Command.Move(deposit == 1 ? 3 - to : accounts[0], deposit == 1 ? to : accounts[1], cents, isPending, minutes);

    private static readonly Gen<Command> Settles =
        from nth in Gen.Choose(0, 10)
        from posts in Gen.Elements(true, true, false)
        from cents in Gen.Elements<int?>(null, 1, 50, 200)
        select (Command)new Command.Settle(nth, posts, cents);

    private static readonly Gen<Command> Repeats =
        from nth in Gen.Choose(0, 20)
        from cents in Gen.Elements<int?>(null, 77)
        select (Command)new Command.Repeat(nth, cents);

    private static readonly Gen<Command> Steps = Gen.Frequency((6, Moves), (4, Settles), (2, Repeats));

    private static readonly Gen<Command> Any = Gen.Frequency(
        (12, Steps),
        (3, Gen.Choose(2, 4).SelectMany(n => Steps.ArrayOf(n)).Select(steps => (Command)new Command.Link(steps))),
        (1, Gen.Choose(1, 10).Select(minutes => (Command)new Command.Wait(minutes))),
        (1, Gen.Constant((Command)new Command.Expire()))
    );

    private static readonly Arbitrary<Command[]> Sequences = Arb.From(Gen.Choose(5, 50).SelectMany(n => Any.ArrayOf(n)), Shorter);

    private static IEnumerable<Command[]> Shorter(Command[] commands)
    {
        for (var size = commands.Length / 2; size > 0; size /= 2)
        {
            for (var from = 0; from + size <= commands.Length; from += size)
            {
                yield return [.. commands.Take(from), .. commands.Skip(from + size)];
            }
        }
    }

    private static async Task Run(Command[] commands)
    {
        var (outside, ann, bob) = await _ledger.OpenReal();
        var owner = ann.OwnerId;
        LedgerAccount[] accounts =
        [
            outside,
            ann,
            bob,
            new(owner, ChartOfAccounts.RealCash, Currency.Eur),
            new(owner, ChartOfAccounts.PracticeCash, Currency.Usd),
            new(owner, ChartOfAccounts.PracticeFunding, Currency.Usd),
        ];
        await _ledger.Open(accounts);
        var run = new LedgerRun(_ledger, accounts);
        try
        {
            foreach (var command in commands)
            {
                await Do(command, run);
            }

            await run.ShouldReplay();
        }
        finally
        {
            // What this sequence left pending is not for the next one's job.
            await run.VoidAll();
        }
    }

    private static async Task Do(Command command, LedgerRun run)
    {
        switch (command)
        {
            case Command.Wait wait:
                _ledger.Time.Advance(TimeSpan.FromMinutes(wait.Minutes));
                break;
            case Command.Expire:
                await run.Expire();
                break;
            case Command.Link link:
                await run.Post([.. link.Steps.Select(s => Step(s, run)).OfType<LedgerStep>()]);
                break;
            default:
                await run.Post([.. new[] { Step(command, run) }.OfType<LedgerStep>()]);
                break;
        }
    }

    private static LedgerStep? Step(Command command, LedgerRun run) =>
        command switch
        {
            Command.Move { IsPending: true } m => run.Made(
                _ledger.Pending(run.Accounts[m.From], run.Accounts[m.To], m.Cents / 100m, m.Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null)
            ),
            Command.Move m => run.Made(_ledger.Transfer(run.Accounts[m.From], run.Accounts[m.To], m.Cents / 100m)),
            Command.Settle s when run.NthPending(s.Nth) is { } pending => run.Made(s.Posts ? _ledger.PostOf(pending, s.Cents / 100m) : _ledger.VoidOf(pending)),
            Command.Repeat r when run.Nth(r.Nth) is { } known => Again(known, r.Cents / 100m),
            _ => null,
        };

    private static LedgerStep Again(LedgerStep known, decimal? amount) =>
        (amount, known) switch
        {
            ({ } other, LedgerTransfer t) => t with { Amount = t.Amount with { Amount = other } },
            ({ } other, PendingTransfer t) => t with { Amount = t.Amount with { Amount = other } },
            ({ } other, PostPending t) => t with { Amount = other },
            (not null, _) => known with { Kind = "other" },
            _ => known with { OccurredAt = _ledger.Time.GetUtcNow() },
        };
}
