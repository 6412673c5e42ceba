namespace Ami.Modules.Growth;

/// <summary>What a row is.</summary>
internal enum CommissionKind
{
    /// <summary>The share of a sale.</summary>
    Commission,

    /// <summary>Some of it that is taken back after it was paid out.</summary>
    Clawback,

    /// <summary>Some of it that is earned again, because what was paid back did not arrive.</summary>
    Restored,
}

/// <summary>How a row stands.</summary>
internal enum CommissionState
{
    /// <summary>Reserved in the ledger.</summary>
    Held,

    /// <summary>In the wallet.</summary>
    Released,

    /// <summary>Comes to nothing.</summary>
    Voided,

    /// <summary>Was never earned.</summary>
    Blocked,

    /// <summary>To be taken from later commissions.</summary>
    Owed,

    /// <summary>Was taken back.</summary>
    Taken,
}

/// <summary>Why.</summary>
internal enum CommissionReason
{
    /// <summary>Whoever bought is the affiliate themself: by their address, or by the card that paid.</summary>
    SelfReferral,

    /// <summary>Whoever bought had come before, with another account.</summary>
    DuplicateAccount,

    /// <summary>The affiliate was suspended when it was sold.</summary>
    Suspended,

    /// <summary>It was paid back, all or in part, or lost in a dispute.</summary>
    Refunded,

    /// <summary>Staff found fraud.</summary>
    Fraud,

    /// <summary>The affiliate left.</summary>
    Left,
}

/// <summary>What one sale comes to for an affiliate.</summary>
internal sealed class CommissionRow
{
    public required Guid Id { get; init; }
    public required Guid AffiliateId { get; init; }
    public required Guid SaleId { get; init; }
    public required CommissionKind Kind { get; init; }
    public required CommissionState State { get; set; }
    public CommissionReason? Reason { get; set; }
    public required string Currency { get; init; }

    /// <summary>What was paid, without taxes.</summary>
    public required decimal Net { get; init; }
    public required decimal Rate { get; init; }

    /// <summary>What it comes to; below zero for what is taken back.</summary>
    public required decimal Amount { get; set; }

    /// <summary>What the ledger has reserved for it.</summary>
    public decimal Reserved { get; init; }

    /// <summary>What has still to be taken back.</summary>
    public decimal Outstanding { get; set; }
    public bool IsDisputed { get; set; }

    /// <summary>Not to be paid out before.</summary>
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SettledAt { get; set; }

    public static Guid IdOf(Guid saleId) => ComputedId.Of($"growth/commission/{saleId:N}");

    /// <summary>What a sale comes to: the rate of what was paid and not paid back, to the cent.</summary>
    public static decimal Due(decimal rate, Sale sale) => new Money(rate * (sale.Net.Amount - sale.PaidBack), sale.Net.Currency).Round().Amount;

    /// <summary>The first row of a sale.</summary>
    public static CommissionRow Of(Guid affiliateId, Sale sale, decimal rate, TimeSpan hold, CommissionReason? blocked, DateTimeOffset now)
    {
        var due = blocked is null ? Due(rate, sale) : 0;
        return new CommissionRow
        {
            Id = IdOf(sale.Id),
            AffiliateId = affiliateId,
            SaleId = sale.Id,
            Kind = CommissionKind.Commission,
            State =
                blocked is not null ? CommissionState.Blocked
                : due == 0 ? CommissionState.Voided
                : CommissionState.Held,
            Reason = blocked ?? (sale.PaidBack > 0 ? CommissionReason.Refunded : null),
            Currency = sale.Net.Currency.Code,
            Net = sale.Net.Amount,
            Rate = rate,
            Amount = due,
            Reserved = due,
            IsDisputed = sale.IsDisputed,
            DueAt = sale.SoldAt + hold,
            CreatedAt = now,
            SettledAt = due == 0 ? now : null,
        };
    }

    /// <summary>Whether it may be paid out as far as it knows itself.</summary>
    public bool IsReady(DateTimeOffset now) => State == CommissionState.Held && !IsDisputed && DueAt <= now;

    /// <summary>It is paid out.</summary>
    public void Release(DateTimeOffset now) => (State, SettledAt) = (CommissionState.Released, now);

    /// <summary>It comes to nothing.</summary>
    public void Void(CommissionReason reason, DateTimeOffset now) => (State, Reason, Amount, SettledAt) = (CommissionState.Voided, reason, 0, now);

    /// <summary>Some of what is owed was taken.</summary>
    public void Take(decimal amount, DateTimeOffset now)
    {
        Outstanding -= amount;
        if (Outstanding == 0)
        {
            (State, SettledAt) = (CommissionState.Taken, now);
        }
    }
}
