using System.Globalization;
using System.Text.Json.Nodes;
using Ami.Core.Documents;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>
/// Makes what programs of others verify: badges as Open Badges 3.0 has them (W3C Verifiable Credentials 2.0), the lists that say which count no more, and the
/// document with the keys, which names us by our own address (did:web).
/// </summary>
internal sealed class Badges(LearningDb db, BadgeKeys keys, PublicUrl publicUrl, TimeProvider time)
{
    private const string CredentialsContext = "https://www.w3.org/ns/credentials/v2";
    private const string BadgesContext = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

    /// <summary>How long a list may be taken for the newest: what was saved of it earlier hides no revocation for longer.</summary>
    private static readonly TimeSpan ListLasts = TimeSpan.FromHours(1);

    private string Issuer { get; } = NameOf(new Uri(publicUrl.Link("/")));

    /// <summary>The badge of a certificate. It says the same as its page, and where to ask whether it counts.</summary>
    public async Task<JsonObject> Of(Certificate certificate, string course, Language language, CancellationToken cancellationToken)
    {
        var (words, format) = (CertificateWords.In(language), new LocalFormat(language, TimeZoneInfo.Utc));
        var query = language == Language.Es ? "?language=es" : "?language=en";
        var page = publicUrl.Link(certificate.PagePath());
        var (list, bit) = StatusList.PlaceOf(certificate.StatusIndex);
        var status = publicUrl.Link($"/api/certificates/status/{list}");
        var lessons = string.Join("; ", certificate.Lessons.Select(lesson => lesson.In(language)));
        var badge = new JsonObject
        {
            ["@context"] = new JsonArray(CredentialsContext, BadgesContext),
            ["id"] = publicUrl.Link($"/api{certificate.PagePath()}/badge.json{query}"),
            ["type"] = new JsonArray("VerifiableCredential", "OpenBadgeCredential"),
            ["name"] = certificate.Title(language),
            ["issuer"] = new JsonObject
            {
                ["id"] = Issuer,
                ["type"] = new JsonArray("Profile"),
                ["name"] = "AMI",
                ["url"] = publicUrl.Link("/"),
            },
            ["validFrom"] = DataIntegrity.Moment(certificate.IssuedAt),
            ["credentialSubject"] = new JsonObject
            {
                ["type"] = new JsonArray("AchievementSubject"),
                ["identifier"] = new JsonArray(
                    new JsonObject
                    {
                        ["type"] = "IdentityObject",
                        ["hashed"] = false,
                        ["identityHash"] = certificate.Holder,
                        ["identityType"] = "name",
                    }
                ),
                ["achievement"] = new JsonObject
                {
                    ["id"] = publicUrl.Link($"/courses/{course}"),
                    ["type"] = new JsonArray("Achievement"),
                    ["achievementType"] = "Course",
                    ["inLanguage"] = language == Language.Es ? "es" : "en",
                    ["name"] = certificate.Title(language),
                    ["description"] = $"{words.Title}. {words.Hours}: {words.Duration(certificate.Minutes)}.",
                    ["criteria"] = new JsonObject { ["narrative"] = words.Narrative(certificate.Lessons.Length) },
                    ["image"] = new JsonObject
                    {
                        ["id"] = publicUrl.Link($"/api/courses/{course}/badge.png{query}"),
                        ["type"] = "Image",
                        ["caption"] = $"{words.Badge}: {certificate.Title(language)}",
                    },
                },
            },
            ["evidence"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = page,
                    ["type"] = new JsonArray("Evidence"),
                    ["name"] = words.Title,
                    ["narrative"] = words.Contained(lessons, certificate.Exam(format)),
                }
            ),
            ["credentialStatus"] = new JsonObject
            {
                ["id"] = $"{status}#{bit}",
                ["type"] = "BitstringStatusListEntry",
                ["statusPurpose"] = "revocation",
                ["statusListIndex"] = bit.ToString(CultureInfo.InvariantCulture),
                ["statusListCredential"] = status,
            },
        };
        return DataIntegrity.Sign(badge, await keys.Signer(cancellationToken), Issuer, certificate.IssuedAt);
    }

    /// <summary>A status list; null where no badge has its place in it.</summary>
    public async Task<JsonObject?> Status(long list, CancellationToken cancellationToken)
    {
        // Beyond what a number of the database's holds there is none either.
        if (list is < 0 or > long.MaxValue / StatusList.Badges - 1)
        {
            return null;
        }

        var (from, to) = (list * StatusList.Badges, (list + 1) * StatusList.Badges);
        var withdrawn = await db
            .WithdrawnBadges.Where(b => b.StatusIndex >= from && b.StatusIndex < to)
            .Select(b => b.StatusIndex)
            .ToListAsync(cancellationToken);
        if (withdrawn.Count == 0 && list > 0 && !await db.Certificates.AnyAsync(c => c.StatusIndex >= from, cancellationToken))
        {
            return null;
        }

        var id = publicUrl.Link($"/api/certificates/status/{list}");
        var now = time.GetUtcNow();
        var credential = new JsonObject
        {
            ["@context"] = new JsonArray(CredentialsContext),
            ["id"] = id,
            ["type"] = new JsonArray("VerifiableCredential", "BitstringStatusListCredential"),
            ["issuer"] = Issuer,
            ["validUntil"] = DataIntegrity.Moment(now + ListLasts),
            ["credentialSubject"] = new JsonObject
            {
                ["id"] = $"{id}#list",
                ["type"] = "BitstringStatusList",
                ["statusPurpose"] = "revocation",
                ["encodedList"] = StatusList.Encode(withdrawn.Select(index => StatusList.PlaceOf(index).Bit)),
            },
        };
        return DataIntegrity.Sign(credential, await keys.Signer(cancellationToken), Issuer, now);
    }

    /// <summary>Who we are, with the keys whose signatures count (did:web; W3C Controlled Identifiers 1.0).</summary>
    public async Task<JsonObject> Identity(CancellationToken cancellationToken)
    {
        var published = await keys.Published(cancellationToken);
        return new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"),
            ["id"] = Issuer,
            ["verificationMethod"] = new JsonArray([
                .. published.Select(key => new JsonObject
                {
                    ["id"] = $"{Issuer}#{key.Kid}",
                    ["type"] = "Multikey",
                    ["controller"] = Issuer,
                    ["publicKeyMultibase"] = key.Multikey,
                }),
            ]),
            ["assertionMethod"] = new JsonArray([.. published.Select(key => JsonValue.Create($"{Issuer}#{key.Kid}"))]),
        };
    }

    /// <summary>As did:web says it: a port's colon would be one between parts.</summary>
    private static string NameOf(Uri site) =>
        site.IsDefaultPort ? $"did:web:{site.Host}" : string.Create(CultureInfo.InvariantCulture, $"did:web:{site.Host}%3A{site.Port}");
}
