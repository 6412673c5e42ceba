namespace Ami.Core;

/// <summary>
/// Currency exchange: what is sold goes to the house's liquidity of its currency, what is bought comes from the house's liquidity of the other. Both amounts are
/// exact; the rate is what they are to each other.
/// </summary>
public static class LedgerExchange
{
    /// <summary>Makes the two transfers of an exchange, to be posted together. The liquidity accounts must be open (<see cref="ChartOfAccounts.Liquidity"/>).</summary>
    /// <param name="id">The first transfer's id; the second one's is computed from it.</param>
    /// <param name="seller">The account that gives what is sold.</param>
    /// <param name="buyer">The account that receives what is bought: another currency, the same realm.</param>
    /// <param name="sold">Greater than zero, in the major unit of the seller's currency.</param>
    /// <param name="bought">Greater than zero, in the major unit of the buyer's currency.</param>
    /// <param name="kind">Why, for example <c>exchange</c>.</param>
    /// <param name="referenceId">What it explains, for example the exchange's id.</param>
    /// <param name="now">When, UTC.</param>
    /// <returns>Both, or <c>ledger.realms_apart</c> between practice and real money, or <c>ledger.same_currency</c>.</returns>
    public static Result<LedgerTransfer[]> Of(
        Guid id,
        LedgerAccount seller,
        LedgerAccount buyer,
        decimal sold,
        decimal bought,
        string kind,
        Guid referenceId,
        DateTimeOffset now
    )
    {
        if (seller.Kind.Realm != buyer.Kind.Realm)
        {
            return LedgerErrors.RealmsApart;
        }

        if (seller.Currency == buyer.Currency)
        {
            return LedgerErrors.SameCurrency;
        }

        var (taking, giving) = (ChartOfAccounts.Liquidity(seller.Kind.Realm, seller.Currency), ChartOfAccounts.Liquidity(buyer.Kind.Realm, buyer.Currency));
        return new LedgerTransfer[]
        {
            new(id, seller.Id, taking.Id, new Money(sold, seller.Currency), kind, referenceId, now),
            new(ComputedId.Of($"{id:N}/bought"), giving.Id, buyer.Id, new Money(bought, buyer.Currency), kind, referenceId, now),
        };
    }
}
