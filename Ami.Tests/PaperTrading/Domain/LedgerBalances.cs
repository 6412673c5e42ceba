using Ami.Modules.PaperTrading.Domain;

namespace Ami.Tests.PaperTrading.Domain;

/// <summary>Adds ledger entries up, as the database does.</summary>
internal static class LedgerBalances
{
    public static Dictionary<LedgerBook, decimal> Of(IEnumerable<LedgerEntry> entries, decimal funded)
    {
        var balances = Enum.GetValues<LedgerBook>().ToDictionary(b => b, _ => 0m);
        balances[LedgerBook.Cash] = funded;
        balances[LedgerBook.Funding] = -funded;
        foreach (var entry in entries)
        {
            entry.Amount.ShouldBeGreaterThan(0m);
            balances[entry.From] -= entry.Amount;
            balances[entry.To] += entry.Amount;
        }

        return balances;
    }
}
