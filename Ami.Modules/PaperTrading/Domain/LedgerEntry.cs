using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>The accounts that the ledger keeps for every paper account.</summary>
public enum LedgerBook
{
    /// <summary>What the account has in cash; below zero when it borrowed.</summary>
    Cash,

    /// <summary>Cost basis of what is held; below zero for a net short account.</summary>
    Positions,

    /// <summary>Commissions paid.</summary>
    Fees,

    /// <summary>Realised results; a profit is below zero, because it is the source of the money.</summary>
    Pnl,

    /// <summary>The outside: where starting cash comes from and what a reset returns to.</summary>
    Funding,
}

/// <summary>A positive amount moved between two books of one paper account, explained by a fill, a charge for holding, a corporate action, a relief, a reset or the account's opening.</summary>
public sealed record LedgerEntry(LedgerBook From, LedgerBook To, decimal Amount, string Kind, Guid ReferenceId)
{
    public const string KindFunding = "paper.funding";
    public const string KindNotional = "paper.notional";
    public const string KindFee = "paper.fee";
    public const string KindPnl = "paper.pnl";
    public const string KindRelief = "paper.relief";
    public const string KindCarry = "paper.carry";
    public const string KindAction = "paper.action";
    public const string KindReset = "paper.reset";

    public static IEnumerable<LedgerEntry> OfFill(Fill fill) =>
        Drop(
            Move(LedgerBook.Cash, LedgerBook.Positions, fill.Side.Sign() * fill.Notional, KindNotional, fill.Id),
            Move(LedgerBook.Pnl, LedgerBook.Positions, fill.RealisedPnl, KindPnl, fill.Id),
            Move(LedgerBook.Cash, LedgerBook.Fees, fill.Fee, KindFee, fill.Id)
        );

    public static IEnumerable<LedgerEntry> OfOpening(PaperAccount account) =>
        Drop(Move(LedgerBook.Funding, LedgerBook.Cash, account.StartingCash, KindFunding, account.Id));

    public static IEnumerable<LedgerEntry> OfRelief(DebtRelief relief) => Drop(Move(LedgerBook.Funding, LedgerBook.Cash, relief.Amount, KindRelief, relief.Id));

    public static IEnumerable<LedgerEntry> OfCarry(CarryCharge charge) => Drop(Move(LedgerBook.Cash, LedgerBook.Pnl, charge.Amount, KindCarry, charge.Id));

    /// <summary>Parts of shares are sold as by a fill; a dividend is a result.</summary>
    public static IEnumerable<LedgerEntry> OfAction(ActionEffect effect) =>
        Drop(
            Move(LedgerBook.Positions, LedgerBook.Cash, effect.CashInLieu, KindAction, effect.Id),
            Move(LedgerBook.Pnl, LedgerBook.Positions, effect.CashInLieu - effect.Released, KindAction, effect.Id),
            Move(LedgerBook.Pnl, LedgerBook.Cash, effect.Paid, KindAction, effect.Id)
        );

    /// <summary>Takes every book of the ended generation back to zero and funds the next one.</summary>
    public static IEnumerable<LedgerEntry> OfReset(Guid resetId, PaperAccount ended, decimal costOfPositions, decimal startingCash) =>
        Drop(
            Move(LedgerBook.Positions, LedgerBook.Funding, costOfPositions, KindReset, resetId),
            Move(LedgerBook.Funding, LedgerBook.Pnl, ended.RealisedPnl, KindReset, resetId),
            Move(LedgerBook.Fees, LedgerBook.Funding, ended.FeesPaid, KindReset, resetId),
            Move(LedgerBook.Cash, LedgerBook.Funding, ended.Cash, KindReset, resetId),
            Move(LedgerBook.Funding, LedgerBook.Cash, startingCash, KindReset, resetId)
        );

    private static LedgerEntry? Move(LedgerBook from, LedgerBook to, decimal amount, string kind, Guid reference) =>
        amount switch
        {
            > 0 => new(from, to, amount, kind, reference),
            < 0 => new(to, from, -amount, kind, reference),
            _ => null,
        };

    private static IEnumerable<LedgerEntry> Drop(params LedgerEntry?[] entries) => entries.OfType<LedgerEntry>();
}
