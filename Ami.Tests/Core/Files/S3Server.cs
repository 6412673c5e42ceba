using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security;
using System.Security.Cryptography;
using Ami.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ami.Tests.Core.Files;

/// <summary>What can go wrong with a bucket.</summary>
public enum S3Fault
{
    /// <summary>503 <c>SlowDown</c>.</summary>
    SlowDown,
    /// <summary>500 <c>InternalError</c>.</summary>
    InternalError,
    /// <summary>The connection ends without an answer.</summary>
    Drop,
    /// <summary>The connection ends in the middle of the content.</summary>
    Truncate,
}

/// <summary>
/// As much of S3 as a file store needs, over real HTTP: objects put, read, deleted and listed two to a page. Believes nobody: every request must carry a
/// version 4 signature that is right for its method, path, query, headers and content.
/// </summary>
internal sealed class S3Server : IAsyncDisposable
{
    private const string Bucket = "files";
    private const int PageSize = 2;
    private readonly S3Signature _signature = new("test-key", "test-secret", "eu-test-1");
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private (S3Fault Fault, int Left) _trouble;

    private S3Server(WebApplication app) => _app = app;

    internal ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    internal static async Task<S3Server> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        builder.Services.AddLogging(logging => logging.ClearProviders());
        var app = builder.Build();
        var server = new S3Server(app);
        app.Run(server.Answer);
        await app.StartAsync();
        return server;
    }

    internal S3Options Options(string prefix = "") => new()
    {
        Bucket = Bucket,
        Endpoint = _app.Urls.Single(),
        Region = _signature.Region,
        AccessKey = _signature.AccessKey,
        SecretKey = _signature.Secret,
        Prefix = prefix,
    };

    /// <summary>Lets the next requests fail.</summary>
    internal void Fail(S3Fault fault, int times)
    {
        lock (_lock) _trouble = (fault, times);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task Answer(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var content = body.ToArray();
        var trouble = TakeTrouble();
        if (trouble == S3Fault.Drop)
        {
            context.Abort();
            return;
        }

        var refusal = trouble switch
        {
            S3Fault.SlowDown => (503, "SlowDown"),
            S3Fault.InternalError => (500, "InternalError"),
            _ => _signature.Problem(context.Request, content),
        };
        if (refusal is var (status, code))
        {
            await Error(context, status, code);
            return;
        }

        var (bucket, key) = Split(context.Request.Path.Value ?? "");
        if (bucket != Bucket) await Error(context, 404, "NoSuchBucket");
        else if (key.Length == 0 && context.Request.Query["list-type"] == "2") await List(context);
        else await Serve(context, key, content, trouble == S3Fault.Truncate);
    }

    private async Task Serve(HttpContext context, string key, byte[] content, bool truncate)
    {
        switch (context.Request.Method)
        {
            case "PUT":
                Objects[key] = content;
                context.Response.Headers.ETag = Tag(content);
                break;
            case "GET" when Objects.TryGetValue(key, out var found):
                context.Response.Headers.ETag = Tag(found);
                context.Response.ContentLength = found.Length;
                await context.Response.Body.WriteAsync(truncate ? found.AsMemory(0, found.Length / 2) : found);
                if (truncate)
                {
                    await context.Response.Body.FlushAsync();
                    context.Abort();
                }

                break;
            case "DELETE":
                Objects.TryRemove(key, out _);
                context.Response.StatusCode = 204;
                break;
            case "GET":
                await Error(context, 404, "NoSuchKey");
                break;
            default:
                await Error(context, 405, "MethodNotAllowed");
                break;
        }
    }

    private async Task List(HttpContext context)
    {
        var prefix = context.Request.Query["prefix"].ToString();
        var after = context.Request.Query["continuation-token"].ToString();
        var all = Objects.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(key, after) > 0).Order(StringComparer.Ordinal).ToList();
        var page = all.Take(PageSize).ToList();
        var more = all.Count > page.Count;
        await Xml(context, 200, $"""
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>{Bucket}</Name><Prefix>{SecurityElement.Escape(prefix)}</Prefix><KeyCount>{page.Count}</KeyCount><MaxKeys>{PageSize}</MaxKeys><IsTruncated>{(more ? "true" : "false")}</IsTruncated>{(more ? $"<NextContinuationToken>{page[^1]}</NextContinuationToken>" : "")}{string.Concat(page.Select(key => $"<Contents><Key>{key}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>{SecurityElement.Escape(Tag(Objects[key]))}</ETag><Size>{Objects[key].Length.ToString(CultureInfo.InvariantCulture)}</Size><StorageClass>STANDARD</StorageClass></Contents>"))}</ListBucketResult>
            """);
    }

    private S3Fault? TakeTrouble()
    {
        lock (_lock)
        {
            if (_trouble.Left == 0) return null;
            _trouble.Left--;
            return _trouble.Fault;
        }
    }

    private static (string Bucket, string Key) Split(string path)
    {
        var slash = path.IndexOf('/', 1);
        return slash < 0 ? (path[1..], "") : (path[1..slash], path[(slash + 1)..]);
    }

#pragma warning disable CA5351 // S3's tag of a content is its MD5.
    private static string Tag(byte[] content) => $"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"";
#pragma warning restore CA5351

    private static Task Error(HttpContext context, int status, string code) =>
        Xml(context, status, $"<Error><Code>{code}</Code><Message>{(code == "SignatureDoesNotMatch" ? "The request signature is not the expected one." : code)}</Message></Error>");

    private static Task Xml(HttpContext context, int status, string xml)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync("""<?xml version="1.0" encoding="UTF-8"?>""" + xml);
    }
}
