using System.IO.Compression;
using System.Text;
using Npgsql;

namespace Ami.Core;

/// <summary>A person's data on its way to them: one zip file, written as it is read, so its size costs no memory.</summary>
public sealed class PersonalArchive
{
    private readonly ZipArchive _zip;
    private readonly NpgsqlDataSource _dataSource;

    internal PersonalArchive(ZipArchive zip, NpgsqlDataSource dataSource) => (_zip, _dataSource) = (zip, dataSource);

    /// <summary>Adds a file with one JSON object for each row of a query, its properties named as its columns.</summary>
    /// <param name="name">For example <c>paper-trading/orders.json</c>.</param>
    /// <param name="sql">A <c>select</c> that names the columns a person may see; <c>$1</c> is the person.</param>
    /// <param name="userId">Whose.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task Rows(string name, string sql, Guid userId, CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand($"select row_to_json(r)::text from ({sql}) r");
        command.With(userId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await using var file = await Create(name, cancellationToken);
        await using var writer = new StreamWriter(file, new UTF8Encoding(false));
        await writer.WriteAsync('[');
        for (var separator = "\n"; await reader.ReadAsync(cancellationToken); separator = ",\n")
        {
            await writer.WriteAsync(separator);
            await writer.WriteAsync(reader.GetString(0));
        }

        await writer.WriteAsync("\n]\n");
    }

    /// <summary>Adds a text.</summary>
    public async Task Text(string name, string text, CancellationToken cancellationToken)
    {
        await using var file = await Create(name, cancellationToken);
        await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    /// <summary>Adds a file as it is.</summary>
    public async Task File(string name, Stream content, CancellationToken cancellationToken)
    {
        await using var file = await Create(name, cancellationToken);
        await content.CopyToAsync(file, cancellationToken);
    }

    private Task<Stream> Create(string name, CancellationToken cancellationToken) =>
        _zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
}
