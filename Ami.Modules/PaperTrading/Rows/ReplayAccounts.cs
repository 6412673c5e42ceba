using System.Collections.Concurrent;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>Which accounts are those of replays. An account stays what it is, so each is looked up once in a process.</summary>
internal sealed class ReplayAccounts(NpgsqlDataSource dataSource)
{
    private const int Most = 100_000;

    private readonly ConcurrentDictionary<Guid, bool> _known = new();

    /// <returns>False also for an account that does not exist.</returns>
    public async ValueTask<bool> Has(Guid accountId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(accountId, out var known))
        {
            return known;
        }

        await using var command = dataSource.CreateCommand(
            "select exists (select from paper_trading.replays where account_id = $1) from paper_trading.accounts where id = $1"
        );
        command.With(accountId);
        if (await command.ExecuteScalarAsync(cancellationToken) is not bool isReplay)
        {
            return false;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        return _known[accountId] = isReplay;
    }
}
