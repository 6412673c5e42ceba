using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>Reads with what somebody may begin an account.</summary>
internal static class MeansRows
{
    /// <returns>What is in the practice wallet, the largest account that was earned, and how many accounts there are without those of replays.</returns>
    public static async Task<(decimal Wallet, decimal? Earned, int Accounts)> Read(
        NpgsqlDataSource dataSource,
        Guid userId,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.CreateCommand(
            """
            select (select balance - debits_pending from core.ledger_accounts where id = $1),
                   (select max(starting_cash) from paper_trading.graduations where user_id = $2),
                   (select count(*)::integer from paper_trading.accounts a
                    where a.user_id = $2 and not exists (select from paper_trading.replays r where r.account_id = a.id))
            """
        );
        command.With(PracticeWallet.Of(userId).Id).With(userId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.DecimalOrNull(0) ?? PracticeWallet.Grant, reader.DecimalOrNull(1), reader.GetInt32(2));
    }
}
