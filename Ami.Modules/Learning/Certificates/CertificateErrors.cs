using System.Collections.Immutable;

namespace Ami.Modules.Learning;

/// <summary>What can be refused of certificates.</summary>
internal static class CertificateErrors
{
    public static Error Unknown { get; } =
        Error.NotFound("learning.certificate_unknown", "There is no such certificate. Compare the code with the one on the certificate.");

    public static Error HolderInvalid { get; } =
        Error.InvalidField(
            "learning.holder_invalid",
            "holder",
            $"Enter your name as on your documents, in Latin letters: 2 to {HolderName.Longest} of them, with blanks, apostrophes, hyphens and points."
        );

    public static Error Exists { get; } =
        Error.Conflict("learning.certificate_exists", "You have a certificate of this course already, in another name. Ask us to revoke it first.");

    public static Error Withdrawn { get; } =
        Error.Conflict(
            "learning.certificate_withdrawn",
            "Your certificate of this course was revoked because the work was not your own. There is no other one of it."
        );

    public static Error NoteInvalid { get; } =
        Error.InvalidField("learning.revocation_note_invalid", "note", $"Write at most {StaffNote.Longest} characters, all of them visible.");

    public static Error AlreadyRevoked { get; } = Error.Conflict("learning.certificate_already_revoked", "This certificate is revoked already.");

    public static Error Revoked { get; } = new("learning.certificate_revoked", "This certificate was revoked. Its page says when and why.", ErrorKind.Gone);

    public static Error StatusListUnknown { get; } = Error.NotFound("learning.status_list_unknown", "There is no such status list.");

    /// <param name="missing">The keys of the lessons that are not done.</param>
    public static Error CourseNotDone(IEnumerable<string> missing) =>
        Error.Conflict("learning.course_not_done", "Finish every lesson of the course first.") with
        {
            Facts = ImmutableDictionary<string, string>.Empty.Add("missing", string.Join(',', missing)),
        };

    public static Error TooManyLooks(TimeSpan wait) =>
        new("learning.certificate_too_many_looks", "Certificates were looked up too often from here. Wait a moment.", ErrorKind.TooMany) { RetryAfter = wait };
}
