using Nachbarschaftsbot.Core.Messages;
namespace Nachbarschaftsbot.Outbox;
internal static class OutboundJson { public static byte[] Serialize(Outbound o) => []; }
