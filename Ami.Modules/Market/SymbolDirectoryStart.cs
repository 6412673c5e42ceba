using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.Market;

/// <summary>
/// Reads the symbols before the process serves anybody, so that no request waits for the first reading, least of all one that holds a connection.
/// </summary>
internal sealed class SymbolDirectoryStart(SymbolDirectory directory, ILogger<SymbolDirectoryStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await directory.All(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            logger.LogWarning(exception, "The symbols cannot be read yet; whoever asks for one first reads them");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
