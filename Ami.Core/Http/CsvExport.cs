using System.IO.Pipelines;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Ami.Core;

/// <summary>One column of an export.</summary>
/// <param name="Name">Its header: the name of the field in the JSON of the same list.</param>
/// <param name="Value">Its value; see <see cref="CsvText.Field"/> for how it is written.</param>
public sealed record CsvColumn<T>(string Name, Func<T, object?> Value);

/// <summary>
/// A list as a CSV file, row by row while it is read, so that its length does not matter. Nothing is sent before the first row is there: a list that cannot
/// be read is an ordinary problem. A failure later cuts the connection, so that no client takes half a list for a whole one.
/// </summary>
public sealed class CsvExport : IResult, IEndpointMetadataProvider
{
    private const int FlushAt = 32 * 1024;
    private readonly string _fileName;
    private readonly Func<HttpResponse, CancellationToken, Task> _write;

    private CsvExport(string fileName, Func<HttpResponse, CancellationToken, Task> write) => (_fileName, _write) = (fileName, write);

    /// <summary>An export of rows.</summary>
    /// <param name="fileName">What the file is called, for example <c>users.csv</c>; letters, digits, dots and hyphens.</param>
    /// <param name="rows">Read once, as fast as the client takes them.</param>
    /// <param name="columns">In order.</param>
    public static CsvExport Of<T>(string fileName, IAsyncEnumerable<T> rows, params IReadOnlyList<CsvColumn<T>> columns) =>
        new(fileName, (response, cancellationToken) => Write(response, fileName, rows, columns, cancellationToken));

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => _write(httpContext.Response, httpContext.RequestAborted);

    /// <inheritdoc/>
    public override string ToString() => _fileName;

    /// <inheritdoc/>
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), ["text/csv"]));

    private static async Task Write<T>(
        HttpResponse response,
        string fileName,
        IAsyncEnumerable<T> rows,
        IReadOnlyList<CsvColumn<T>> columns,
        CancellationToken cancellationToken
    )
    {
        await using var reader = rows.GetAsyncEnumerator(cancellationToken);
        var more = await reader.MoveNextAsync();

        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";

        // The byte order mark tells spreadsheets that this is UTF-8.
        var writer = response.BodyWriter;
        Append(writer, "\uFEFF" + string.Join(',', columns.Select(c => c.Name)) + "\r\n");
        var line = new StringBuilder();
        for (; more; more = await reader.MoveNextAsync())
        {
            line.Clear().AppendJoin(',', columns.Select(c => CsvText.Field(c.Value(reader.Current)))).Append("\r\n");
            foreach (var chunk in line.GetChunks())
            {
                Append(writer, chunk.Span);
            }

            if (writer.UnflushedBytes < FlushAt)
            {
                continue;
            }

            if ((await writer.FlushAsync(cancellationToken)).IsCompleted)
            {
                return;
            }
        }

        await writer.FlushAsync(cancellationToken);
    }

    private static void Append(PipeWriter writer, ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, writer);
}
