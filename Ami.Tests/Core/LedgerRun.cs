namespace Ami.Tests.Core;

/// <summary>Does the same to a ledger and to its model, and compares after each step.</summary>
internal sealed class LedgerRun(LedgerHost ledger, LedgerAccount[] accounts)
{
    private readonly LedgerModel _model = new(accounts);
    private readonly List<LedgerStep> _made = [];

    internal LedgerAccount[] Accounts => accounts;

    internal LedgerStep Made(LedgerStep step)
    {
        _made.Add(step);
        return step;
    }

    internal LedgerStep? Nth(int n) => _made.Count == 0 ? null : _made[n % _made.Count];

    internal PendingTransfer? NthPending(int n) => _made.OfType<PendingTransfer>().ToList() is { Count: > 0 } pending ? pending[n % pending.Count] : null;

    internal async Task Post(LedgerStep[] steps)
    {
        var expected = _model.Post(steps);
        var result = await ledger.Post(steps);
        (result.IsOk ? null : result.Error.Code).ShouldBe(expected, string.Join(Environment.NewLine, steps.AsEnumerable()));
        await ShouldAgree();
    }

    internal async Task Expire()
    {
        (await ledger.Expire()).ShouldBe(_model.Expire(ledger.Time.GetUtcNow()));
        await ShouldAgree();
    }

    internal async Task ShouldReplay()
    {
        foreach (var owner in accounts.Select(a => a.OwnerId).Distinct())
        {
            (
                await CoreHost.Scalar<string>(ledger.Database.App, $"select coalesce(string_agg(detail, '; '), '') from core.ledger_reconcile('{owner}')")
            ).ShouldBe("");
        }
    }

    /// <summary>Refusals are of those that are settled already.</summary>
    internal async Task VoidAll()
    {
        foreach (var pending in _made.OfType<PendingTransfer>())
        {
            await ledger.Post(ledger.VoidOf(pending));
        }
    }

    private async Task ShouldAgree()
    {
        foreach (var account in accounts)
        {
            (await ledger.Figures(account)).ShouldBe(_model.Figures(account.Id), $"{account.Kind.Name} {account.Currency}");
        }
    }
}
