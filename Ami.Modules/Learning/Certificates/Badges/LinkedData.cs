using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ami.Modules.Learning;

/// <summary>
/// What our credentials mean, as sorted N-Quads: what JSON-LD expansion with their contexts and RDFC-1.0 (W3C RDF Dataset Canonicalization) make of them, for
/// the members that we write and no others. A member without a meaning here is a mistake, and nothing is signed. Somebody else's verifier proves that both
/// read the same (<c>BadgeInteropTests</c>).
/// </summary>
internal static class LinkedData
{
    private const string Credentials = "https://www.w3.org/2018/credentials#";
    private const string Status = "https://www.w3.org/ns/credentials/status#";
    private const string Badges = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#";
    private const string Schema = "https://schema.org/";
    private const string Security = "https://w3id.org/security#";
    private const string Types = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    private const string Moment = "http://www.w3.org/2001/XMLSchema#dateTime";

    // The context of Open Badges says https of these two; it is what is signed.
    private const string Address = "https://www.w3.org/2001/XMLSchema#anyURI";
    private const string Truth = "https://www.w3.org/2001/XMLSchema#boolean";

    private static readonly SearchValues<char> NotInAddresses = SearchValues.Create(" <>\"{}|^`\\");

    /// <param name="Iri">What it means.</param>
    /// <param name="Datatype">Of its value; null for plain text.</param>
    /// <param name="IsNode">Whether its value is a thing, or the address of one.</param>
    private sealed record Term(string Iri, string? Datatype = null, bool IsNode = false);

    private static readonly Dictionary<string, Term> Terms = new(StringComparer.Ordinal)
    {
        ["name"] = new(Schema + "name"),
        ["description"] = new(Schema + "description"),
        ["url"] = new(Schema + "url", Address),
        ["inLanguage"] = new(Schema + "inLanguage"),
        ["caption"] = new(Schema + "caption"),
        ["issuer"] = new(Credentials + "issuer", IsNode: true),
        ["validFrom"] = new(Credentials + "validFrom", Moment),
        ["validUntil"] = new(Credentials + "validUntil", Moment),
        ["credentialSubject"] = new(Credentials + "credentialSubject", IsNode: true),
        ["credentialStatus"] = new(Credentials + "credentialStatus", IsNode: true),
        ["evidence"] = new(Credentials + "evidence", IsNode: true),
        ["identifier"] = new(Badges + "identifier", IsNode: true),
        ["hashed"] = new(Badges + "hashed", Truth),
        ["identityHash"] = new(Badges + "identityHash"),
        ["identityType"] = new(Badges + "identityType"),
        ["achievement"] = new(Badges + "achievement", IsNode: true),
        ["achievementType"] = new(Badges + "achievementType"),
        ["criteria"] = new(Badges + "Criteria", IsNode: true),
        ["narrative"] = new(Badges + "narrative"),
        ["image"] = new(Badges + "image", IsNode: true),
        ["statusPurpose"] = new(Status + "statusPurpose"),
        ["statusListIndex"] = new(Status + "statusListIndex"),
        ["statusListCredential"] = new(Status + "statusListCredential", IsNode: true),
        ["encodedList"] = new(Status + "encodedList", Security + "multibase"),
        ["created"] = new("http://purl.org/dc/terms/created", Moment),
        ["cryptosuite"] = new(Security + "cryptosuite", Security + "cryptosuiteString"),
        ["proofPurpose"] = new(Security + "proofPurpose", IsNode: true),
        ["verificationMethod"] = new(Security + "verificationMethod", IsNode: true),
    };

    private static readonly Dictionary<string, string> TypeNames = new(StringComparer.Ordinal)
    {
        ["VerifiableCredential"] = Credentials + "VerifiableCredential",
        ["OpenBadgeCredential"] = Badges + "OpenBadgeCredential",
        ["Profile"] = Badges + "Profile",
        ["AchievementSubject"] = Badges + "AchievementSubject",
        ["IdentityObject"] = Badges + "IdentityObject",
        ["Achievement"] = Badges + "Achievement",
        ["Image"] = Badges + "Image",
        ["Evidence"] = Badges + "Evidence",
        ["BitstringStatusListEntry"] = Status + "BitstringStatusListEntry",
        ["BitstringStatusListCredential"] = Status + "BitstringStatusListCredential",
        ["BitstringStatusList"] = Status + "BitstringStatusList",
        ["DataIntegrityProof"] = Security + "DataIntegrityProof",
    };

    /// <summary>The sorted lines, each with its end.</summary>
    public static string Canonical(JsonObject credential)
    {
        var statements = new Statements();
        Describe(credential, statements);
        return statements.Canonical();
    }

    private static string Describe(JsonObject thing, Statements statements)
    {
        var subject = thing["id"] is { } id ? Iri(id.GetValue<string>()) : statements.Blank();
        foreach (var (member, value) in thing)
        {
            if (member is "id" or "@context")
            {
                continue;
            }

            foreach (var one in value is JsonArray several ? several : [value?.DeepClone()])
            {
                statements.Add(
                    member == "type"
                        ? new Quad(subject, Iri(Types), Iri(TypeNames[one!.GetValue<string>()]))
                        : new Quad(subject, Iri(Terms[member].Iri), Value(Terms[member], one!, member, statements))
                );
            }
        }

        return subject;
    }

    private static string Value(Term term, JsonNode value, string member, Statements statements) =>
        value switch
        {
            JsonObject thing when term.IsNode => Describe(thing, statements),
            JsonValue address when term.IsNode => Iri(member == "proofPurpose" ? Security + address.GetValue<string>() : address.GetValue<string>()),
            JsonValue literal when !term.IsNode => Literal(
                literal.GetValueKind() is JsonValueKind.True or JsonValueKind.False
                    ? (literal.GetValue<bool>() ? "true" : "false")
                    : literal.GetValue<string>(),
                term.Datatype
            ),
            _ => throw new InvalidOperationException($"{member} has no such values."),
        };

    private static string Iri(string iri) =>
        !iri.AsSpan().ContainsAny(NotInAddresses) && !iri.Any(char.IsControl) && iri.Contains(':', StringComparison.Ordinal)
            ? $"<{iri}>"
            : throw new InvalidOperationException($"'{iri}' is no address.");

    private static string Literal(string text, string? datatype)
    {
        var written = new StringBuilder("\"");
        foreach (var c in text)
        {
            written.Append(
                c switch
                {
                    '\\' => @"\\",
                    '"' => "\\\"",
                    '\n' => @"\n",
                    '\r' => @"\r",
                    _ when char.IsControl(c) => throw new InvalidOperationException("A text has control characters."),
                    _ => c.ToString(),
                }
            );
        }

        return written.Append('"').Append(datatype is null ? "" : $"^^<{datatype}>").ToString();
    }
}
