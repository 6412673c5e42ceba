using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>
/// Writes the addresses again, as a silo starts, that were stored before domains were compared in Punycode: nobody would find them. One whose mailbox is another
/// account's by now stays as it is, for a person to decide.
/// </summary>
internal sealed class AddressRepair(NpgsqlDataSource dataSource, ILookupNormalizer addresses, ILogger<AddressRepair> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (id, stored) in await Stored(cancellationToken))
            {
                await Repair(id, stored, cancellationToken);
            }
        }
        catch (Exception exception) when (DatabaseFaults.IsTransient(exception))
        {
            logger.LogWarning(exception, "Addresses stored in Unicode could not be written again; the next start tries it");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<List<(Guid Id, string Address)>> Stored(CancellationToken cancellationToken)
    {
        // Bytes and letters differ in number where a letter is not ASCII.
        await using var command = dataSource.CreateCommand(
            "select id, normalized_email from identity.users where octet_length(normalized_email) <> char_length(normalized_email)"
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(Guid, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((reader.GetGuid(0), reader.GetString(1)));
        }

        return found;
    }

    private async Task Repair(Guid id, string stored, CancellationToken cancellationToken)
    {
        if (addresses.NormalizeEmail(stored) is not { } address || address == stored)
        {
            return;
        }

        await using var command = dataSource.CreateCommand(
            """
            update identity.users set normalized_email = $3, normalized_user_name = $3, concurrency_stamp = gen_random_uuid()::text
            where id = $1 and normalized_email = $2 and not exists (select from identity.users where normalized_email = $3 or normalized_user_name = $3)
            """
        );
        command.With(id).With(stored).With(address);
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            logger.LogWarning("The address of {User} was not written again: another account has it, or another silo was first", id);
        }
    }
}
