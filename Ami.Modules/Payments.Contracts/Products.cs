using System.Collections.Immutable;

namespace Ami.Modules.Payments.Contracts;

/// <summary>What somebody can buy once, such as a course.</summary>
/// <param name="Kind">What sort of thing, for example <c>course</c>: lower-case letters and hyphens.</param>
/// <param name="Id">Which one, among its kind.</param>
public sealed record ProductKey(string Kind, string Id);

/// <summary>A thing as it is sold.</summary>
/// <param name="Key">Which.</param>
/// <param name="Spanish">Its name in Spanish.</param>
/// <param name="English">Its name in English.</param>
/// <param name="Prices">What it costs, once for each currency that it is sold in.</param>
public sealed record ProductOffer(ProductKey Key, string Spanish, string English, ImmutableArray<Money> Prices);

/// <summary>Knows what is sold of one kind. Registered, scoped, by the module whose things they are.</summary>
public interface IProductSource
{
    /// <summary>The kind.</summary>
    string Kind { get; }

    /// <summary>The thing as it is sold now; null when it is not.</summary>
    Task<ProductOffer?> Find(string id, CancellationToken cancellationToken = default);
}

/// <summary>Knows what people bought. Scoped.</summary>
public interface IPurchasedProducts
{
    /// <summary>Whether the person has it: bought or received as a gift, and not paid back.</summary>
    Task<bool> Has(Guid userId, ProductKey product, CancellationToken cancellationToken = default);
}

/// <summary>Somebody may use a thing from now on. Published in the transaction that grants it.</summary>
/// <param name="UserId">Who: the buyer, or whoever redeemed a gift.</param>
/// <param name="Product">What.</param>
/// <param name="PurchaseId">By which purchase.</param>
public sealed record ProductGranted(Guid UserId, ProductKey Product, Guid PurchaseId) : IEvent<ProductGranted>
{
    /// <inheritdoc/>
    public static string EventName => "payments.product-granted.v1";

    Guid? IEvent.UserId => UserId;
}

/// <summary>Somebody may not use a thing any more, because it was paid back or the payment is disputed. Published in the transaction that withdraws it.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Product">What.</param>
/// <param name="PurchaseId">By which purchase.</param>
public sealed record ProductWithdrawn(Guid UserId, ProductKey Product, Guid PurchaseId) : IEvent<ProductWithdrawn>
{
    /// <inheritdoc/>
    public static string EventName => "payments.product-withdrawn.v1";

    Guid? IEvent.UserId => UserId;
}
