using System.Security.Cryptography;
using System.Text;

namespace Ami.StripeSimulator.Wire;

/// <summary>The answers that keys got, kept for a day in the transaction of what they did.</summary>
internal static class Idempotency
{
    public const string Kind = "_idempotency";

    public sealed record Answer(int Status, string Body);

    /// <exception cref="StripeFault">The key was used for something else.</exception>
    public static Answer? Known(Transaction tx, string key, string request)
    {
        if (tx.Find(Id(key)) is not { } known || known.Number("created") <= tx.Wall - 86_400)
        {
            return null;
        }

        return known.Text("request") == Hash(request)
            ? new Answer((int)known.Number("status"), known.Need("body"))
            : throw new StripeFault(
                400,
                "idempotency_error",
                $"Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request."
            );
    }

    public static void Keep(Transaction tx, string key, string request, Answer answer)
    {
        var node = tx.Find(Id(key)) is null ? tx.Add(new JsonObject { ["id"] = Id(key), ["object"] = Kind }) : tx.Edit(Id(key));
        node["created"] = tx.Wall;
        node["request"] = Hash(request);
        node["status"] = answer.Status;
        node["body"] = answer.Body;
    }

    private static string Id(string key) => $"_key_{key}";

    private static string Hash(string request) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(request)));
}
