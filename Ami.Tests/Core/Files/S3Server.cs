using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Ami.Tests.Core.Files;

/// <summary>
/// As much of S3 as a file store needs: objects put, read, deleted and listed. Believes nobody: every request must carry a version 4 signature that is right
/// for its method, path, query, headers and content.
/// </summary>
internal sealed class S3Server : StoreServer
{
    private const string Bucket = "files";
    private readonly S3Signature _signature = new("test-key", "test-secret", "eu-test-1");

    internal static async Task<S3Server> Start()
    {
        var server = new S3Server();
        await server.Listen();
        return server;
    }

    internal S3Options Options(string prefix = "") =>
        new()
        {
            Bucket = Bucket,
            Endpoint = Url,
            Region = _signature.Region,
            AccessKey = _signature.AccessKey,
            SecretKey = _signature.Secret,
            Prefix = prefix,
        };

    protected override async Task Answer(HttpContext context, byte[] content, StoreFault? trouble)
    {
        var refusal = trouble switch
        {
            StoreFault.Busy => (503, "SlowDown"),
            StoreFault.InternalError => (500, "InternalError"),
            _ => _signature.Problem(context.Request, content),
        };
        if (refusal is var (status, code))
        {
            await Error(context, status, code);
            return;
        }

        var (bucket, key) = Split(context.Request.Path.Value ?? "");
        if (bucket != Bucket)
        {
            await Error(context, 404, "NoSuchBucket");
        }
        else if (key.Length == 0 && context.Request.Query["list-type"] == "2")
        {
            await List(context);
        }
        else
        {
            await Serve(context, key, content, trouble == StoreFault.Truncate);
        }
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
                await Send(context, found, truncate);
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
        var (page, more) = Page(prefix, context.Request.Query["continuation-token"].ToString());
        await Xml(
            context,
            200,
            $"""
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>{Bucket}</Name><Prefix>{SecurityElement.Escape(
                prefix
            )}</Prefix><KeyCount>{page.Count}</KeyCount><MaxKeys>{PageSize}</MaxKeys><IsTruncated>{(more ? "true" : "false")}</IsTruncated>{(
                more ? $"<NextContinuationToken>{page[^1]}</NextContinuationToken>" : ""
            )}{string.Concat(
                page.Select(key =>
                    $"<Contents><Key>{key}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>{SecurityElement.Escape(Tag(Objects[key]))}</ETag><Size>{Objects[key].Length.ToString(CultureInfo.InvariantCulture)}</Size><StorageClass>STANDARD</StorageClass></Contents>"
                )
            )}</ListBucketResult>
            """
        );
    }

#pragma warning disable CA5351 // S3's tag of a content is its MD5.
    private static string Tag(byte[] content) => $"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"";
#pragma warning restore CA5351

    private static Task Error(HttpContext context, int status, string code) =>
        Xml(
            context,
            status,
            $"<Error><Code>{code}</Code><Message>{(code == "SignatureDoesNotMatch" ? "The request signature is not the expected one." : code)}</Message></Error>"
        );
}
