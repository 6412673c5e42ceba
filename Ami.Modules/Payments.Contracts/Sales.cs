namespace Ami.Modules.Payments.Contracts;

/// <summary>What was sold.</summary>
public enum SaleKind
{
    /// <summary>A time of a plan.</summary>
    Subscription,

    /// <summary>Something that is bought once.</summary>
    Product,
}

/// <summary>A sale as it stands.</summary>
/// <param name="Id">Made of the provider's id.</param>
/// <param name="BuyerId">Who paid; null once they left.</param>
/// <param name="Kind">What was sold.</param>
/// <param name="Net">What was paid, without taxes.</param>
/// <param name="PaidBack">How much of that was paid back, or is lost in a dispute.</param>
/// <param name="IsDisputed">Whether a dispute is open that may take it away.</param>
/// <param name="SoldAt">When it was booked, UTC.</param>
public sealed record Sale(Guid Id, Guid? BuyerId, SaleKind Kind, Money Net, decimal PaidBack, bool IsDisputed, DateTimeOffset SoldAt);

/// <summary>Knows what was sold. Scoped.</summary>
public interface ISales
{
    /// <summary>The sale as it stands now; null when there is none.</summary>
    Task<Sale?> Find(Guid id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Who ever paid something with the card that paid a sale, the buyer among them; nobody when no card paid it. The card itself stays within payments, and who
    /// left is no longer known. Inside a transaction.
    /// </summary>
    Task<IReadOnlyList<Guid>> PayersWithCardOf(Guid saleId, CancellationToken cancellationToken = default);
}

/// <summary>
/// Something was sold, paid back or disputed. Published in the transaction that books it. It is a reason to look (<see cref="ISales"/>): so the order of news
/// does not matter, nor how often they come.
/// </summary>
/// <param name="SaleId">Which sale.</param>
/// <param name="BuyerId">Who paid; null once they left.</param>
public sealed record SaleChanged(Guid SaleId, Guid? BuyerId) : IEvent<SaleChanged>
{
    /// <inheritdoc/>
    public static string EventName => "payments.sale-changed.v1";

    Guid? IEvent.UserId => BuyerId;
}

/// <summary>What the ledger calls the moves of an affiliate's commissions, which people see in their wallet.</summary>
public static class CommissionTransfers
{
    /// <summary>Reserved for an affiliate, and paid out once its time has come.</summary>
    public const string Paid = "growth.commission";

    /// <summary>Taken back, because what it was for was paid back.</summary>
    public const string TakenBack = "growth.commission-back";
}
