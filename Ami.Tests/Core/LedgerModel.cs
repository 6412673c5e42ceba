namespace Ami.Tests.Core;

/// <summary>What a ledger is to do, said a second time and without a database: for comparison.</summary>
internal sealed class LedgerModel(IEnumerable<LedgerAccount> accounts)
{
    private readonly Dictionary<Guid, LedgerAccount> _accounts = accounts.ToDictionary(a => a.Id);
    private Dictionary<Guid, LedgerStep> _steps = [];
    private Dictionary<Guid, LedgerStep> _settled = [];

    /// <summary>Posts linked steps.</summary>
    /// <returns>Null, or the code of the refusal, after which all is as before.</returns>
    internal string? Post(IEnumerable<LedgerStep> linked)
    {
        var (steps, settled) = (_steps.ToDictionary(), _settled.ToDictionary());
        foreach (var step in linked)
        {
            if (Post(step) is { } refusal)
            {
                (_steps, _settled) = (steps, settled);
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Voids what has expired.</summary>
    internal int Expire(DateTimeOffset now)
    {
        var due = _steps.Values.OfType<PendingTransfer>().Where(p => !_settled.ContainsKey(p.Id) && p.OccurredAt + p.Timeout <= now).ToList();
        foreach (var pending in due)
        {
            _settled[pending.Id] = new VoidPending(Guid.CreateVersion7(), pending.Id, "expired", pending.Id, now);
        }

        return due.Count;
    }

    /// <summary>Posted, pending out, pending in: added up anew from all that was accepted.</summary>
    internal (decimal Posted, decimal Out, decimal In) Figures(Guid account)
    {
        var moves = _steps.Values.OfType<LedgerTransfer>().Select(t => (t.From, t.To, t.Amount.Amount));
        var pendings = _steps.Values.OfType<PendingTransfer>().ToLookup(p => _settled.ContainsKey(p.Id));
        moves = moves.Concat(
            pendings[true]
                .Select(p => (Pending: p, Post: _settled[p.Id] as PostPending))
                .Where(s => s.Post is not null)
                .Select(s => (s.Pending.From, s.Pending.To, s.Post!.Amount ?? s.Pending.Amount.Amount))
        );
        var all = moves.ToList();
        return (
            all.Where(m => m.To == account).Sum(m => m.Item3) - all.Where(m => m.From == account).Sum(m => m.Item3),
            pendings[false].Where(p => p.From == account).Sum(p => p.Amount.Amount),
            pendings[false].Where(p => p.To == account).Sum(p => p.Amount.Amount)
        );
    }

    private string? Post(LedgerStep step)
    {
        var pending = step switch
        {
            PostPending s => _steps.GetValueOrDefault(s.PendingId) as PendingTransfer,
            VoidPending s => _steps.GetValueOrDefault(s.PendingId) as PendingTransfer,
            _ => null,
        };
        if (step is PostPending or VoidPending && pending is null)
        {
            return "ledger.pending_missing";
        }

        if (_steps.TryGetValue(step.Id, out var known))
        {
            return Content(known, pending) == Content(step, pending) ? null : "ledger.transfer_conflict";
        }

        return pending is null ? Move(step) : Settle(step, pending);
    }

    private string? Move(LedgerStep step)
    {
        var (from, to, amount) = step switch
        {
            LedgerTransfer t => (t.From, t.To, t.Amount),
            PendingTransfer t => (t.From, t.To, t.Amount),
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };
        var (debit, credit) = (_accounts[from], _accounts[to]);
        if (debit.Kind.Realm != credit.Kind.Realm)
        {
            return "ledger.realms_apart";
        }

        if (debit.Currency != amount.Currency || credit.Currency != amount.Currency)
        {
            return "ledger.currency_mismatch";
        }

        var (posted, pendingOut, _) = Figures(from);
        if (!debit.Kind.AllowNegative && posted - pendingOut < amount.Amount)
        {
            return "ledger.insufficient_funds";
        }

        _steps[step.Id] = step;
        return null;
    }

    private string? Settle(LedgerStep step, PendingTransfer pending)
    {
        if (_settled.ContainsKey(pending.Id))
        {
            return "ledger.pending_settled";
        }

        if (step is PostPending post)
        {
            if (pending.OccurredAt + pending.Timeout <= post.OccurredAt)
            {
                return "ledger.pending_expired";
            }

            if (post.Amount > pending.Amount.Amount)
            {
                return "ledger.amount_exceeds_pending";
            }
        }

        _steps[step.Id] = step;
        _settled[pending.Id] = step;
        return null;
    }

    private static LedgerStep Content(LedgerStep step, PendingTransfer? pending) =>
        (step is PostPending { Amount: null } post ? post with { Amount = pending?.Amount.Amount } : step) with
        {
            OccurredAt = default,
        };
}
