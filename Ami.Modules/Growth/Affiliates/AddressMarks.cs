using System.Security.Cryptography;
using System.Text;

namespace Ami.Modules.Growth;

/// <summary>What two addresses are compared by.</summary>
/// <param name="Mailbox">The same for all addresses of which one knows that they reach one mailbox.</param>
/// <param name="Family">The same for addresses that differ in digits and signs alone, such as those made in a row.</param>
internal sealed record AddressMark(byte[] Mailbox, byte[] Family);

/// <summary>
/// Makes marks of addresses with a key of ours, so that addresses can be compared that are not kept, and nobody who reads the table can try addresses out.
/// </summary>
internal sealed class AddressMarks(MasterKey master, IPersonDirectory people)
{
    private static readonly string[] DotsDoNotCount = ["GMAIL.COM", "GOOGLEMAIL.COM"];
    private readonly Lazy<byte[]> _key = new(() => master.Derive("growth.affiliate-addresses"));

    /// <summary>The marks of an address; null for what is none.</summary>
    public AddressMark? Of(string email)
    {
        if (people.AddressKey(email)?.ToUpperInvariant() is not { } key || key.LastIndexOf('@') is var at && at < 1)
        {
            return null;
        }

        var (name, domain) = (key[..at].Split('+')[0], key[(at + 1)..]);
        if (DotsDoNotCount.Contains(domain))
        {
            name = name.Replace(".", "", StringComparison.Ordinal);
        }

        return new AddressMark(Mark($"mailbox/{name}@{domain}"), Mark($"family/{string.Concat(name.Where(char.IsLetter))}@{domain}"));
    }

    private byte[] Mark(string text) => HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(text));
}
