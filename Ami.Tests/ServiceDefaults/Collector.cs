using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ami.Tests.ServiceDefaults;

/// <summary>A span as a process sent it.</summary>
internal sealed record SentSpan(string Service, string TraceId, string Id, string ParentId, string Name);

/// <summary>Takes what processes send over OTLP, as a collector does.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> _received = new();
    private readonly WebApplication _app;

    private Collector()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost(
            "/v1/{signal}",
            async (string signal, HttpRequest request) =>
            {
                var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                _received.Enqueue((signal, body.ToArray()));
                return Results.Bytes([], "application/x-protobuf");
            }
        );
    }

    /// <summary>What a process needs to be told.</summary>
    public Dictionary<string, string> Settings =>
        new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.First(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" };

    public IEnumerable<string> Signals => _received.Select(r => r.Signal).Distinct();

    public IEnumerable<SentSpan> Spans => _received.Where(r => r.Signal == "traces").SelectMany(r => Read(r.Body));

    public static async Task<Collector> Start()
    {
        var collector = new Collector();
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Everything that came of a signal; names and texts can be read in it.</summary>
    public string Text(string signal) => string.Concat(_received.Where(r => r.Signal == signal).Select(r => Encoding.UTF8.GetString(r.Body)));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>ExportTraceServiceRequest of opentelemetry/proto/collector/trace/v1.</summary>
    private static IEnumerable<SentSpan> Read(byte[] request) =>
        from resourceSpans in In(request, 1)
        let service = In(resourceSpans, 1)
            .SelectMany(resource => In(resource, 1))
            .Where(attribute => Text(attribute, 1) == "service.name")
            .Select(attribute => Text(In(attribute, 2).Single(), 1))
            .Single()
        from scopeSpans in In(resourceSpans, 2)
        from span in In(scopeSpans, 2)
        select new SentSpan(service, Hex(span, 1), Hex(span, 2), Hex(span, 4), Text(span, 5));

    private static string Text(ReadOnlyMemory<byte> message, int field) => Encoding.UTF8.GetString(In(message, field).FirstOrDefault().Span);

    private static string Hex(ReadOnlyMemory<byte> message, int field) => Convert.ToHexStringLower(In(message, field).FirstOrDefault().Span);

    /// <summary>The length-delimited values of one field (protobuf's wire format).</summary>
    private static List<ReadOnlyMemory<byte>> In(ReadOnlyMemory<byte> message, int field)
    {
        var values = new List<ReadOnlyMemory<byte>>();
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint(message.Span, ref at);
            var length = (tag & 7) switch
            {
                0 => Varint(message.Span, ref at) & 0,
                1 => 8,
                2 => Varint(message.Span, ref at),
                5 => 4,
                _ => throw new InvalidDataException($"wire type {tag & 7}"),
            };
            if (tag == ((field << 3) | 2))
            {
                values.Add(message.Slice(at, length));
            }

            at += length;
        }
        return values;
    }

    private static int Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return unchecked((int)value);
            }
        }
    }
}
